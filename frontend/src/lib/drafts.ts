import { useCallback, useState } from "react";

/** An inquiry being written down: other pages may begin it. */
export const INQUIRY_DRAFT = "inquiry.new";

const PREFIX = "shoal.draft.";
let owner = "nobody";

/** Drafts belong to who typed them: on a shared computer the next colleague must not see them. */
export function setDraftOwner(id: number | null): void {
  owner = id === null ? "nobody" : String(id);
}

const storageKey = (key: string) => `${PREFIX}${owner}.${key}`;

export function readDraft<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(storageKey(key));
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function writeDraft(key: string, value: unknown): void {
  try {
    localStorage.setItem(storageKey(key), JSON.stringify(value));
  } catch {
    // Storage full or forbidden: the draft lives as long as the page then.
  }
}

export function clearDraft(key: string): void {
  try {
    localStorage.removeItem(storageKey(key));
  } catch {
    // Nothing was stored either.
  }
}

/** Like useState, but what was typed survives a reload: `[value, set, clear]`. */
export function useDraft<T>(key: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => readDraft<T>(key) ?? initial);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      writeDraft(key, next);
    },
    [key],
  );
  const clear = useCallback(() => {
    setValue(initial);
    clearDraft(key);
    // The initial value is read once, as useState does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return [value, set, clear];
}
