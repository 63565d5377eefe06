import { useState } from "react";
import { getLanguage, type Language } from "@/i18n";

/*
 * Switching the language mounts the page anew. What was typed into forms that hold a password must survive that,
 * but never touch a storage, nor wait for the next person: it is handed over in memory, to another language only.
 */
const kept = new Map<string, { value: unknown; language: Language }>();

/** `[initial, keep]`: what was typed before the switch, and how to remember it; `keep(null)` forgets. */
export function useKept<T>(name: string, initial: T): [T, (value: T | null) => void] {
  const [first] = useState(() => takeOver(name, initial));
  const keep = (value: T | null) => {
    if (value === null) kept.delete(name);
    else kept.set(name, { value, language: getLanguage() });
  };
  return [first, keep];
}

function takeOver<T>(name: string, initial: T): T {
  const before = kept.get(name);
  if (before === undefined || before.language === getLanguage()) return initial;
  // Not deleted: in development React asks twice for the initial state.
  return before.value as T;
}
