import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components, paths } from "@/api/schema.gen";
import { cursorOf } from "@/lib/cursorOf";
import { poolKeys } from "./keys";

export type PoolRow = components["schemas"]["PoolRow"];
export type PoolPage = components["schemas"]["PoolRowPage"];
export type Allowance = components["schemas"]["Allowance"];
type Query = NonNullable<paths["/api/v1/pool/"]["get"]["parameters"]["query"]>;

/** The customers of my pools, as the URL narrows them. */
export function usePool(query: Query) {
  const result = useInfiniteQuery({
    queryKey: poolKeys.list(query),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/pool/", {
          params: { query: { ...query, cursor: pageParam, with_total: pageParam === undefined } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: cursorOf,
    placeholderData: keepPreviousData,
  });
  const rows = result.data?.pages.flatMap((page) => page.results);
  return { query: { ...result, data: rows }, total: result.data?.pages[0]?.total };
}

/** What I may still claim; on its own, because claiming must not reload the list under the finger. */
export function useAllowance() {
  return useQuery({
    queryKey: poolKeys.allowance(),
    queryFn: () => unwrap(api.GET("/api/v1/pool/", { params: { query: { page_size: 1 } } })),
    select: (page) => page.allowance,
  });
}
