import {
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { flushSync } from "react-dom";
import { rowAt, RowPlaces } from "./rowPlaces";
import type { TableQuery } from "./types";

/** Rows drawn above and below what is seen, so that a quick finger meets no gap. */
const SPARE = 6;
/** Fetch the next page when fewer rows than this are left below. */
const AHEAD = 20;
/** Drawn anew when the list has moved by this many pixels, not for every one. */
const STEP = 72;
/** What the top bar and the header cover, and a row of context. */
const COVERED = 140;

interface Options<Row> {
  query: TableQuery<Row>;
  rows: Row[];
  rowId: (row: Row) => number;
  usualHeight: number;
}

/**
 * Only the rows about the screen are drawn, however long the list is. They scroll with the window, so that the router
 * restores the position on Back and a phone's address bar folds away. Fetches the next page before the end is reached.
 */
export function useVirtualRows<Row>({ query, rows, rowId, usualHeight }: Options<Row>) {
  const list = useRef<HTMLDivElement>(null);
  const [places] = useState(() => new RowPlaces(usualHeight));
  const measured = useSyncExternalStore(places.subscribe, places.version);
  const starts = useMemo(
    () => places.starts(rows.map(rowId)),
    // `measured` stands for what `places` holds.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [places, measured, rows],
  );
  const { top, bottom } = useSeen(list);
  const first = Math.max(0, rowAt(starts, top) - SPARE);
  const end = Math.min(rows.length, rowAt(starts, bottom) + 1 + SPARE);
  useNextPage(query, end);

  const measure = useCallback(
    (id: number, element: HTMLElement) => {
      const wasAbove = element.getBoundingClientRect().bottom < 0;
      const difference = places.measure(id, element.offsetHeight);
      // What is looked at must not move because something above it is taller than thought.
      if (wasAbove && difference !== 0) window.scrollBy(0, difference);
    },
    [places],
  );
  function scrollTo(index: number): void {
    const box = list.current?.getBoundingClientRect();
    if (!box) return;
    const rowTop = box.top + (starts[index] ?? 0);
    const below = rowTop + usualHeight + usualHeight - window.innerHeight;
    if (rowTop < COVERED) window.scrollBy(0, rowTop - COVERED);
    else if (below > 0) window.scrollBy(0, below);
  }
  const drawn = rows
    .slice(first, end)
    .map((row, at) => ({ row, index: first + at, start: starts[first + at] ?? 0 }));
  return { list, drawn, height: starts.at(-1) ?? 0, measure, scrollTo };
}

/** Which part of the list is on the screen, in whole steps of pixels from its top. */
function useSeen(list: RefObject<HTMLElement | null>): { top: number; bottom: number } {
  const [top, setTop] = useState(0);
  const [screen, setScreen] = useState(window.innerHeight);
  useEffect(() => {
    function look() {
      const above = -(list.current?.getBoundingClientRect().top ?? 0);
      setTop(Math.max(0, Math.floor(above / STEP) * STEP));
      setScreen(window.innerHeight);
    }
    // At once, in the frame that scrolls: a list drawn one frame later would flicker.
    const lookNow = () => flushSync(look);
    // Not now: the page would be laid out twice before it is seen.
    const first = requestAnimationFrame(look);
    window.addEventListener("scroll", lookNow, { passive: true });
    window.addEventListener("resize", lookNow);
    return () => {
      cancelAnimationFrame(first);
      window.removeEventListener("scroll", lookNow);
      window.removeEventListener("resize", lookNow);
    };
  }, [list]);
  return { top, bottom: top + STEP + screen };
}

function useNextPage<Row>(query: TableQuery<Row>, end: number): void {
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const near = end > 0 && end >= (data?.length ?? 0) - AHEAD;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
}
