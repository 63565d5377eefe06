import { redirect } from "@tanstack/react-router";
import { accessToken, refreshAccess } from "@/api/token";
import { meQuery } from "@/features/session/me";
import { setDraftOwner } from "@/lib/drafts";
import { queryClient } from "./queryClient";

/** Let nobody in without a session; after a reload the refresh cookie brings it back. */
export async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  const token = accessToken() ?? (await refreshAccess(null));
  if (token === null) throw redirect({ to: "/login", search: { next: location.href } });
  const me = await queryClient.ensureQueryData(meQuery);
  setDraftOwner(me.id);
}
