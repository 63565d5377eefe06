import { redirect } from "@tanstack/react-router";
import { accessToken, refreshAccess, wasSignedIn, whyEnded } from "@/api/token";
import { beginEarly } from "@/features/live/begin";
import { meQuery } from "@/features/session/me";
import { setDraftOwner } from "@/lib/drafts";
import { paths, safeNext } from "@/lib/paths";
import { queryClient } from "./queryClient";

/** Let nobody in without a session; after a reload the refresh cookie brings it back. */
export async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  const token = accessToken() ?? (await refreshAccess(null));
  if (token === null) {
    // Told plainly on the login page: they were in, and did not leave themselves.
    const ended = wasSignedIn() ? (whyEnded() ?? "unknown") : undefined;
    throw redirect({ to: paths.login(), search: { next: location.href, ended } });
  }
  beginEarly();
  const me = await queryClient.ensureQueryData(meQuery);
  setDraftOwner(me.id);
}

/** The way of setting up opens for strangers with a link and for administrators; colleagues have no use for it. */
export async function bringAdmin(): Promise<void> {
  if (accessToken() === null && !wasSignedIn()) return;
  // A server that cannot be reached now is told by the page itself.
  const token = accessToken() ?? (await refreshAccess(null).catch(() => null));
  if (token === null) return;
  const me = await queryClient.ensureQueryData(meQuery).catch(() => null);
  if (me === null) return;
  setDraftOwner(me.id);
  if (me.role !== "admin") throw redirect({ to: paths.today() });
}

/** Whoever is signed in already, perhaps in another tab a moment ago, has no use for the login page. */
export async function skipIfSignedIn({ search }: { search: object }): Promise<void> {
  const { next, ended } = search as { next?: string; ended?: string };
  if (accessToken() === null && (ended || !wasSignedIn())) return;
  // A server that cannot be reached now is told when they try to log in.
  const token = accessToken() ?? (await refreshAccess(null).catch(() => null));
  if (token !== null) throw redirect({ href: safeNext(next) });
}
