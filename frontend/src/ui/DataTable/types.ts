import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Selection } from "./useSelection";

export interface Column<Row> {
  id: string;
  header: string;
  /** For a column of buttons: the header is for screen readers only. */
  hideHeader?: boolean;
  cell: (row: Row) => ReactNode;
  /** A CSS grid track: "160px", "minmax(0, 2fr)". */
  width: string;
  align?: "end";
  /** The API's name of this ordering; makes the header a sort button. */
  ordering?: string;
  /** Left out below 75em, where the room is needed for the others. */
  wideOnly?: boolean;
}

/** What `useInfiniteQuery` answers when its `select` flattens the pages to rows. */
export type TableQuery<Row> = Pick<
  UseInfiniteQueryResult<Row[]>,
  | "data"
  | "error"
  | "hasNextPage"
  | "isFetchingNextPage"
  | "isFetchNextPageError"
  | "isPlaceholderData"
> & { fetchNextPage: () => unknown; refetch: () => unknown };

export interface TableProps<Row> {
  /** What the list is, for screen readers: "Pool customers". */
  label: string;
  query: TableQuery<Row>;
  rowId: (row: Row) => number;
  columns: Column<Row>[];
  /** The row as a card, on a phone. Its name must be a link or button, as the whole card is a click target only. */
  renderCard: (row: Row) => ReactNode;
  /** An EmptyState that says what to do next. */
  empty: ReactNode;
  /** Click or Enter on a row. */
  onOpen?: (row: Row) => void;
  /** The row that is shown beside the list. */
  current?: number | undefined;
  /** The keys have gone to another row. */
  onMove?: (row: Row) => void;
  /** From useSelection(); desktop only. */
  selection?: Selection;
  /** Buttons of the bulk bar, for the selected rows still in the list. */
  bulkActions?: (rows: Row[]) => ReactNode;
  /** What others did to rows of these ids, in words: marked, never moved. */
  marks?: ReadonlyMap<number, string>;
  /** How many changes the rows do not show yet: loaded when somebody asks for them. */
  news?: number;
  ordering?: { value: string; onChange: (ordering: string) => void };
}
