import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

export type Movement = components["schemas"]["Movement"];
export type Side = components["schemas"]["Side"];
export type Reason = Movement["reason"];
type Query = NonNullable<paths["/api/v1/movements/"]["get"]["parameters"]["query"]>;

/** What the URL says, as texts. */
type Said = { [Name in keyof Query]?: Query[Name] | string | undefined };

export function useMovements(said: Said) {
  // The URL carries texts, and so does the wire: ids and the flag included.
  const query = said as Query;
  return useInfiniteQuery({
    // Begins with "customers": every command on them is a movement.
    ...byPage(["customers", "movements", query], (cursor) =>
      unwrap(api.GET("/api/v1/movements/", { params: { query: { ...query, cursor } } })),
    ),
    placeholderData: keepPreviousData,
    // What happened a moment ago is what one comes here for.
    staleTime: 0,
  });
}

const RARELY = { staleTime: 10 * 60_000 };
const MOST = 200;

/** Whoever may have held somebody, also when they have left since. */
export function useHolders() {
  const query = { role: "sales,manager,admin", page_size: MOST } as const;
  return useQuery({
    queryKey: ["people", "holders"],
    queryFn: () => unwrap(api.GET("/api/v1/employees/", { params: { query } })),
    select: (page) => page.results,
    ...RARELY,
  });
}

export function usePools() {
  return useQuery({
    queryKey: ["choices", "pools"],
    queryFn: () => unwrap(api.GET("/api/v1/pools/")),
    ...RARELY,
  });
}

/** The school's own words for why somebody was released. */
export function useReleaseReasons() {
  return useQuery({
    queryKey: ["choices", "release_reason"],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/lists/{kind}/", {
          params: { path: { kind: "release_reason" }, query: { page_size: MOST } },
        }),
      ),
    ...RARELY,
  });
}
