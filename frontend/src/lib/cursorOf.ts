import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

interface Page<Row> {
  next: string | null;
  results: Row[];
}

/** Where the next page of a list begins; undefined on its last. */
export const cursorOf = ({ next }: Pick<Page<unknown>, "next">): string | undefined =>
  next ? (new URL(next, location.href).searchParams.get("cursor") ?? undefined) : undefined;

/** The rows of a list that comes page by page: `useInfiniteQuery({ ...byPage(key, fetch), … })`. */
export const byPage = <Row>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined) => Promise<Page<Row>>,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: cursorOf,
    select: (data) => data.pages.flatMap((page) => page.results),
  });
