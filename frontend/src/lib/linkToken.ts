import { useSyncExternalStore } from "react";

/*
 * Links of one use carry their token in the fragment (`/join#token=…`), which no server sees. It leaves the address
 * bar at once (a shoulder, a screenshot), survives a reload in this tab, and is dropped once it has been used.
 */
export type LinkPurpose = "setup" | "join" | "reset";

const PURPOSES: readonly LinkPurpose[] = ["setup", "join", "reset"];
const listeners = new Set<() => void>();
// Where the storage is forbidden, it lives as long as the page.
const kept = new Map<LinkPurpose, string>();

const place = (purpose: LinkPurpose) => `shoal.link.${purpose}`;

/** Before the router looks at the address, and whenever another link is pasted into it. */
export function catchLinkToken(): void {
  const purpose = PURPOSES.find((each) => location.pathname === `/${each}`);
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!purpose || !token) return;
  set(purpose, token);
  history.replaceState(history.state, "", location.pathname + location.search);
}

export function useLinkToken(purpose: LinkPurpose): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => get(purpose),
  );
}

export function dropLinkToken(purpose: LinkPurpose): void {
  set(purpose, null);
}

function get(purpose: LinkPurpose): string | null {
  try {
    return sessionStorage.getItem(place(purpose));
  } catch {
    return kept.get(purpose) ?? null;
  }
}

function set(purpose: LinkPurpose, token: string | null): void {
  if (token === null) kept.delete(purpose);
  else kept.set(purpose, token);
  try {
    if (token === null) sessionStorage.removeItem(place(purpose));
    else sessionStorage.setItem(place(purpose), token);
  } catch {
    // `kept` has it.
  }
  for (const listener of listeners) listener();
}
