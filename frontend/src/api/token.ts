import { toApiError } from "./errors";
import { apiOrigin } from "./origin";

/*
 * The access token lives in this module's memory only. The tabs of one browser share one refresh cookie, so
 * they refresh under one lock and tell each other the new token; two refreshes at once would fork the session.
 */
type Message = { kind: "access"; token: string } | { kind: "signed-in" } | { kind: "signed-out" };
export type SessionChange = "signed-in" | "signed-out";

// Only that somebody was signed in here: so a session that ended is told apart from a first visit.
const MARK = "shoal.signedIn";

let access: string | null = null;
/** The last tokens whose session was found over, and told to be. */
let over: string | null = null;
let told: string | null = null;
/** Why the API ended the last one, as a code; null while it does not say. */
let why: string | null = null;
const listeners = new Set<(change: SessionChange) => void>();
const channel = new BroadcastChannel("shoal.session");

channel.onmessage = ({ data }: MessageEvent<Message>) => {
  if (data.kind === "access") {
    access = data.token;
    return;
  }
  // Another tab signed in, perhaps as somebody else, or out: nothing this tab knows is true any more.
  access = null;
  tell(data.kind);
};

function tell(change: SessionChange): void {
  for (const listener of listeners) listener(change);
}

export function accessToken(): string | null {
  return access;
}

/** Whether somebody signed in with this browser and did not sign out since. */
export function wasSignedIn(): boolean {
  return remembered() !== null;
}

/** Why the session ended, as far as the API told this tab. */
export function whyEnded(): string | null {
  return why;
}

/** Hear of sign-ins and sign-outs in any tab; returns the way to stop listening. */
export function onSessionChange(listener: (change: SessionChange) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** After a login here, or a password change (which answers a new token of the same session). */
export function signIn(token: string): void {
  access = token;
  over = told = why = null;
  remember(true);
  channel.postMessage({ kind: "signed-in" } satisfies Message);
  channel.postMessage({ kind: "access", token } satisfies Message);
}

/** The user means it. */
export function signOut(): void {
  remember(false);
  endSession();
}

/** The API has said so: ended elsewhere, suspended, too old. `stale` was its token. */
export function endSession(stale: string | null = null): void {
  // A page asks for several things at once; one of them is enough to tell.
  if (stale !== null && stale === told) return;
  told = stale;
  access = null;
  channel.postMessage({ kind: "signed-out" } satisfies Message);
  tell("signed-out");
}

/**
 * Return a token newer than `stale`, or null when the session is over.
 *
 * Throws ApiError or TypeError when it cannot be known (server or network down): that is no reason to log out.
 */
export function refreshAccess(stale: string | null): Promise<string | null> {
  return underLock(async () => {
    // While we waited for the lock, another call or tab may have fetched it.
    if (access !== null && access !== stale) return access;
    if (stale !== null && stale === over) return null;
    const response = await fetch(`${apiOrigin()}/api/v1/auth/refresh/`, {
      method: "POST",
      credentials: "include",
      // A reload in the middle must not lose the next cookie: the one before it is good for seconds only.
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-Shoal-Refresh": "1" },
      body: "{}",
    });
    if (response.status === 401) {
      const { params } = await toApiError(response);
      if (typeof params.reason === "string") why = params.reason;
      access = null;
      over = stale;
      return null;
    }
    if (!response.ok) throw await toApiError(response);
    const body = (await response.json()) as { access: string };
    access = body.access;
    remember(true);
    channel.postMessage({ kind: "access", token: body.access } satisfies Message);
    return access;
  });
}

function remember(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(MARK, "1");
    else localStorage.removeItem(MARK);
  } catch {
    // Storage forbidden: a session that ended is then not told apart.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(MARK);
  } catch {
    return null;
  }
}

let queue: Promise<unknown> = Promise.resolve();

async function underLock<T>(work: () => Promise<T>): Promise<T> {
  // Browsers offer locks on https and localhost only; elsewhere the tabs are on their own, one queue each.
  if ("locks" in navigator) return await navigator.locks.request("shoal.refresh", work);
  const turn = queue.then(work, work);
  queue = turn.catch(() => undefined);
  return turn;
}
