import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { paths } from "@/api/schema.gen";
import { cursorOf } from "@/lib/cursorOf";
import { customerKeys } from "./keys";

type Query = NonNullable<paths["/api/v1/customers/"]["get"]["parameters"]["query"]>;
export type Scope = NonNullable<Query["scope"]>;

/** What the URL says, as texts. */
type Said = { [Name in keyof Omit<Query, "scope">]?: Query[Name] | string | undefined };

/** One scope's customers, as the URL narrows them; `total` comes with the first page. */
export function useCustomerList(scope: Scope, said: Said, enabled = true) {
  // The URL carries texts, and so does the wire: the flag of the filter included.
  const query = { ...said, scope } as Query;
  const result = useInfiniteQuery({
    queryKey: customerKeys.list(query),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/customers/", {
          params: { query: { ...query, cursor: pageParam, with_total: pageParam === undefined } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: cursorOf,
    placeholderData: keepPreviousData,
    enabled,
  });
  const rows = result.data?.pages.flatMap((page) => page.results);
  return { query: { ...result, data: rows }, total: result.data?.pages[0]?.total };
}
