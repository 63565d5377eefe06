import { useRef } from "react";

/*
 * Switching the language mounts the page anew. What was typed into forms that hold a password must survive that,
 * but never touch a storage: it is kept in memory until the form is done.
 */
const kept = new Map<string, unknown>();

/** `[initial, keep]`: what was typed before under this name, and how to remember it; `keep(null)` forgets. */
export function useKept<T>(name: string, initial: T): [T, (value: T | null) => void] {
  const first = useRef((kept.get(name) as T | undefined) ?? initial);
  const keep = (value: T | null) => {
    if (value === null) kept.delete(name);
    else kept.set(name, value);
  };
  // eslint-disable-next-line react-hooks/refs -- read once, as the initial value of a state is
  return [first.current, keep];
}
