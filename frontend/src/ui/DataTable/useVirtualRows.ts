import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TableQuery } from "./types";

const AHEAD = 10;

/**
 * Virtual rows that scroll with the window, so that the router restores the position on Back and a phone's
 * address bar folds away. Fetches the next page before the end is reached.
 */
export function useVirtualRows<Row>(query: TableQuery<Row>, height: number) {
  const list = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const top = list.current?.getBoundingClientRect().top ?? 0;
    setScrollMargin(top + window.scrollY);
  }, []);
  const count = query.data?.length ?? 0;
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    const near = last >= 0 && last >= count - AHEAD;
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) fetchNextPage();
  }, [last, count, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return { list, virtual, items, scrollMargin };
}
