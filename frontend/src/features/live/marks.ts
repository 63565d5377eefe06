import { useSyncExternalStore } from "react";

/** What others did to a customer while they were on the screen. */
export interface Mark {
  /** "taken": held by `holder` now. "gone": out of my sight. "released": into the pool. */
  kind: "taken" | "gone" | "released" | "changed";
  by: string | null;
  holder: { id: number; name: string } | null;
  /** When this page heard of it, in milliseconds. */
  at: number;
}
export type Marks = ReadonlyMap<number, Mark>;

const listeners = new Set<() => void>();
let marks: Marks = new Map();

function become(next: Marks): void {
  marks = next;
  for (const listener of listeners) listener();
}

/** The latest word about each counts. */
export function addMarks(found: Iterable<[number, Mark]>): void {
  const next = new Map([...marks, ...found]);
  if (next.size > 0) become(next);
}

/** What was loaded from the server at `since` or later already shows what was heard before. */
export function forgetMarks(since: number): void {
  const left = [...marks].filter(([, { at }]) => at >= since);
  if (left.length < marks.size) become(new Map(left));
}

export function useMarks(): Marks {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => marks,
  );
}
