import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { peopleKeys } from "@/features/people/queries";

type Schemas = components["schemas"];
export type Preview = Schemas["HandOverPreview"];
export type HandOver = Schemas["HandOver"];
/** Between whom it is divided; null: the home pools. */
export type Split = (number | null)[];
export interface Division {
  split: Split;
  /** How many each of them gets, once somebody typed a number; until then it is divided evenly. */
  typed: Readonly<Record<number, number>> | null;
}

/** As the API takes it: with numbers, what is beyond them goes to the home pools. */
function bodyOf({ split, typed }: Division) {
  if (!typed) return split.length ? { split } : {};
  const people = split.filter((to) => to !== null);
  const shares = people.map((to) => ({ to, households: typed[to] ?? 0 }));
  return { shares: shares.filter(({ households }) => households > 0) };
}

/** How many more were promised than there are. */
export function excess({ split, typed }: Division, households: number): number {
  const promised = split.reduce<number>((sum, to) => sum + (to ? (typed?.[to] ?? 0) : 0), 0);
  return Math.max(0, promised - households);
}

const POLL_MS = 1500;

export function usePreview(id: number, division: Division) {
  return useQuery({
    queryKey: [...peopleKeys.one(id), "hand-over", division],
    queryFn: () =>
      unwrap(
        api.POST("/api/v1/employees/{id}/hand-over/preview/", {
          params: { path: { id } },
          body: bodyOf(division),
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** How far it is; asked again until it is finished. */
export function useProgress(id: number, begun: HandOver) {
  return useQuery({
    queryKey: [...peopleKeys.one(id), "hand-over", "progress", begun.id],
    queryFn: () =>
      unwrap(api.GET("/api/v1/employees/{id}/hand-over/", { params: { path: { id } } })),
    initialData: begun,
    refetchInterval: ({ state }) => (state.data?.finished_at ? false : POLL_MS),
  }).data;
}

export function useHandOver(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ leaves, note, ...division }: Division & { leaves: boolean; note: string }) =>
      once(`employee.${id}.hand-over`, (key) =>
        unwrap(
          api.POST("/api/v1/employees/{id}/hand-over/", {
            body: { leaves, note, ...bodyOf(division) },
            params: { path: { id }, header: { ...idempotent(key) } },
          }),
        ),
      ),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: peopleKeys.all });
      void client.invalidateQueries({ queryKey: ["customers"] });
    },
  });
}
