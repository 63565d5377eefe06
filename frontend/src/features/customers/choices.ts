import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { choiceKeys } from "./keys";
import { labelOf } from "./words";

export interface Choice {
  value: string;
  label: string;
}
type ListKind = "source" | "campaign" | "release_reason" | "lost_reason";

// What a school edits rarely: one look a session is enough.
const RARELY = { staleTime: 10 * 60_000 };
const MOST = 200;

/** A list that the school edits itself; by id, or by code where commands take codes. */
export function useListChoices(kind: ListKind, by: "id" | "code" = "id"): Choice[] {
  const { data } = useQuery({
    queryKey: choiceKeys.of(kind),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/lists/{kind}/", {
          params: { path: { kind }, query: { page_size: MOST } },
        }),
      ),
    ...RARELY,
  });
  const active = data?.results.filter((entry) => entry.is_active) ?? [];
  return active.map((entry) => ({ value: String(entry[by]), label: labelOf(entry) }));
}

export function useCampuses(): Choice[] {
  const { data } = useQuery({
    queryKey: choiceKeys.of("campuses"),
    queryFn: () => unwrap(api.GET("/api/v1/campuses/", { params: { query: { page_size: MOST } } })),
    ...RARELY,
  });
  return (data?.results ?? []).filter((campus) => campus.is_active).map(asChoice);
}

export function useCourses(): Choice[] {
  const { data } = useQuery({
    queryKey: choiceKeys.of("courses"),
    queryFn: () => unwrap(api.GET("/api/v1/courses/", { params: { query: { page_size: MOST } } })),
    ...RARELY,
  });
  return (data?.results ?? []).filter((course) => course.is_active).map(asChoice);
}

export function usePools(): Choice[] {
  const { data } = useQuery({
    queryKey: choiceKeys.of("pools"),
    queryFn: () => unwrap(api.GET("/api/v1/pools/")),
    ...RARELY,
  });
  return (data ?? []).map(asChoice);
}

/** Colleagues who may hold customers; `held` is known to those who lead them. */
export function useConsultants(enabled = true) {
  const query = { state: "active", role: "sales,manager,admin", page_size: MOST } as const;
  return useQuery({
    queryKey: choiceKeys.of("consultants"),
    queryFn: () => unwrap(api.GET("/api/v1/employees/", { params: { query } })),
    select: (page) => page.results,
    enabled,
  });
}

const asChoice = ({ id, name }: { id: number; name: string }): Choice => ({
  value: String(id),
  label: name,
});
