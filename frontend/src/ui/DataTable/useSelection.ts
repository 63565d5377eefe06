import { useCallback, useMemo, useState } from "react";

/** The API takes at most this many ids in one bulk command. */
export const BULK_LIMIT = 200;

export interface Selection {
  ids: ReadonlySet<number>;
  toggle: (id: number) => void;
  set: (ids: number[]) => void;
  clear: () => void;
}

/** Which rows are ticked. Not in the URL: a sent link must not carry a half-done bulk action. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<number>>(() => new Set());
  const toggle = useCallback((id: number) => {
    setIds((old) => {
      const next = new Set(old);
      if (!next.delete(id) && next.size < BULK_LIMIT) next.add(id);
      return next;
    });
  }, []);
  const set = useCallback((next: number[]) => setIds(new Set(next.slice(0, BULK_LIMIT))), []);
  const clear = useCallback(() => setIds(new Set()), []);
  return useMemo(() => ({ ids, toggle, set, clear }), [ids, toggle, set, clear]);
}
