import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { poolKeys } from "./keys";
import type { PoolPage, PoolRow } from "./usePool";

type Change = (row: PoolRow) => PoolRow;

/** Change rows where they stand in every loaded pool list; nothing is moved or taken away. */
export function changeRows(client: QueryClient, ids: ReadonlySet<number>, change: Change): void {
  client.setQueriesData<InfiniteData<PoolPage>>({ queryKey: poolKeys.lists() }, (data) =>
    data ? { ...data, pages: data.pages.map((page) => changedPage(page, ids, change)) } : undefined,
  );
}

/** The row as a loaded list shows it now. */
export function findRow(client: QueryClient, id: number): PoolRow | undefined {
  const lists = client.getQueriesData<InfiniteData<PoolPage>>({ queryKey: poolKeys.lists() });
  for (const [, data] of lists) {
    const found = data?.pages.flatMap((page) => page.results).find((row) => row.id === id);
    if (found) return found;
  }
  return undefined;
}

function changedPage(page: PoolPage, ids: ReadonlySet<number>, change: Change): PoolPage {
  if (!page.results.some((row) => ids.has(row.id))) return page;
  return { ...page, results: page.results.map((row) => (ids.has(row.id) ? change(row) : row)) };
}
