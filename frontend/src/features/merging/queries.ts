import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type Pair = Schemas["Pair"];
export type Comparison = Schemas["Comparison"];
export type Person = Comparison["kept"];
export type Field = Comparison["differing"][number];
export type Standing = "open" | "dismissed";

// Whatever shows customers begins with "customers": a merge changes lists, pages and counts.
const ALL = ["customers"] as const;
const keys = {
  pairs: (state: Standing) => [...ALL, "pairs", state] as const,
  // Not among those: once merged, there are no two to compare.
  comparison: (kept: number, merged: number) => ["comparison", kept, merged] as const,
};

export function usePairs(state: Standing) {
  return useInfiniteQuery(
    byPage(keys.pairs(state), (cursor) =>
      unwrap(api.GET("/api/v1/duplicates/", { params: { query: { state, cursor } } })),
    ),
  );
}

/** Both side by side. Turned round, the old answer stays until the new one is there. */
export function useComparison(kept: number, merged: number) {
  return useQuery({
    queryKey: keys.comparison(kept, merged),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/customers/{id}/merge/", {
          params: { path: { id: kept }, query: { merged } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

function useRefreshing<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => void client.invalidateQueries({ queryKey: ALL }),
  });
}

interface Merge {
  kept: Pick<Person, "id" | "version">;
  merged: number;
  take: Field[];
}

export function useMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kept, merged, take }: Merge) =>
      once(`merge.${kept.id}.${merged}`, (key) =>
        unwrap(
          api.POST("/api/v1/customers/{id}/merge/", {
            params: {
              path: { id: kept.id },
              header: { ...idempotent(key), ...ifMatch(kept.version) },
            },
            body: { merged, take },
          }),
        ),
      ),
    // Somebody was faster: both are looked at again, and what was chosen stays chosen.
    onError: (_, { kept, merged }) =>
      void client.invalidateQueries({ queryKey: keys.comparison(kept.id, merged) }),
    onSettled: () => void client.invalidateQueries({ queryKey: ALL }),
  });
}

export const useUnmerge = () =>
  useRefreshing(({ kept, merge }: { kept: number; merge: number | undefined }) =>
    once(`unmerge.${kept}.${merge}`, (key) =>
      unwrap(
        api.POST("/api/v1/customers/{id}/unmerge/", {
          params: { path: { id: kept }, header: idempotent(key) },
          body: merge === undefined ? {} : { merge },
        }),
      ),
    ),
  );

const of = (id: number, key: string) => ({ path: { id }, header: idempotent(key) });

export const useDismiss = () =>
  useRefreshing((id: number) =>
    once(`dismiss.${id}`, (key) =>
      unwrap(api.POST("/api/v1/duplicates/{id}/dismiss/", { params: of(id, key) })),
    ),
  );

export const useReopen = () =>
  useRefreshing((id: number) =>
    once(`reopen.${id}`, (key) =>
      unwrap(api.POST("/api/v1/duplicates/{id}/reopen/", { params: of(id, key) })),
    ),
  );
