import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";

interface Options {
  body: RefObject<HTMLElement | null>;
  count: number;
  /** The row that is shown beside the list, where Tab comes back to it; -1: none. */
  current: number;
  scrollTo: (index: number) => void;
  onOpen: (index: number) => void;
  onToggle: (index: number) => void;
  onMove: (index: number) => void;
}

const STEPS: Record<string, number> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 10,
  PageUp: -10,
};

/** One row is in the tab order; arrows (j, k) move it, Enter opens, space or x ticks. */
export function useGridKeys({ body, count, current, scrollTo, ...on }: Options) {
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(0, count - 1));
  const moved = useRef(false);
  const [shown, setShown] = useState(current);
  if (shown !== current) {
    setShown(current);
    if (current >= 0) setActive(current);
  }

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    // Its row may have been scrolled into being only now.
    requestAnimationFrame(() => {
      body.current
        ?.querySelector<HTMLElement>(`[data-index="${active}"]`)
        ?.focus({ preventScroll: true });
    });
  }, [active, body]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const onRow = (event.target as HTMLElement).getAttribute("role") === "row";
    if (!onRow || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = target(event.key, active, count);
    if (next !== null) {
      moved.current = next !== active;
      setActive(next);
      scrollTo(next);
      if (next !== active) on.onMove(next);
    } else if (event.key === "Enter") on.onOpen(active);
    else if (event.key === " " || event.key === "x") on.onToggle(active);
    else return;
    event.preventDefault();
  }
  return { active, setActive, onKeyDown };
}

function target(key: string, active: number, count: number): number | null {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = STEPS[key];
  return step === undefined ? null : Math.max(0, Math.min(count - 1, active + step));
}
