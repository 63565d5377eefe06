import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

type Url = Record<string, string | undefined>;

export interface ListState<Filter extends string = string, Ordering extends string = string> {
  /** What the URL says; several values of one filter are comma separated, as the API wants them. */
  filters: Partial<Record<Filter, string>>;
  search: string;
  ordering: Ordering;
  /** The same as query parameters of the API: filters, search and ordering, empty ones left out. */
  query: Partial<Record<Filter | "search", string>> & { ordering: Ordering };
  /** Change some of them; `undefined` or "" removes. */
  set(changes: Partial<Record<Filter | "search" | "ordering", string | undefined>>): void;
  /** Remove every filter and the search; the ordering stays. */
  clear(): void;
}

/**
 * The state of a list lives in the URL, so Back, reload and a sent link restore it.
 *
 * `orderings` are those the API documents; the first is the default, and an unknown one in the URL means it.
 * Both arrays are constants of the module.
 */
export function useListState<Filter extends string, Ordering extends string>(
  names: readonly Filter[],
  orderings: readonly [Ordering, ...Ordering[]],
): ListState<Filter, Ordering> {
  const url = useSearch({ strict: false }) as Url;
  const navigate = useNavigate();

  const set = useCallback<ListState<Filter>["set"]>(
    (changes) => {
      const search = (old: Url) => withoutEmpty({ ...old, ...changes });
      void navigate({ to: ".", search, replace: true, resetScroll: false });
    },
    [navigate],
  );
  const clear = useCallback(() => {
    const nothing = Object.fromEntries([...names, "search"].map((name) => [name, undefined]));
    set(nothing as Parameters<ListState<Filter>["set"]>[0]);
  }, [names, set]);

  return useMemo(() => {
    const entries = names.map((name) => [name, url[name]]);
    const filters = withoutEmpty(
      Object.fromEntries(entries) as Url,
    ) as ListState<Filter>["filters"];
    const search = url.search ?? "";
    const ordering = orderings.find((known) => known === url.ordering) ?? orderings[0];
    const said = withoutEmpty({ ...(filters as Url), search }) as Partial<
      Record<Filter | "search", string>
    >;
    const query = { ...said, ordering };
    return { filters, search, ordering, query, set, clear };
  }, [url, names, orderings, set, clear]);
}

function withoutEmpty(url: Url): Record<string, string> {
  return Object.fromEntries(
    Object.entries(url).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
