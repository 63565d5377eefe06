import { type Mark, markText, useMarks } from "@/features/live";

/**
 * What others did since this list was loaded: words for the rows it shows, and how many changes it does not show yet.
 * `arrives` tells who would be in it after a refresh.
 */
export function useLiveRows(
  rows: readonly { id: number }[] | undefined,
  arrives: (mark: Mark) => boolean,
) {
  const found = useMarks();
  const ids = new Set(rows?.map(({ id }) => id));
  const shown = [...found].filter(([id]) => ids.has(id));
  const coming = [...found].filter(([id, mark]) => !ids.has(id) && arrives(mark));
  return {
    found,
    marks: new Map(shown.map(([id, mark]) => [id, markText(mark)])),
    news: shown.length + coming.length,
  };
}
