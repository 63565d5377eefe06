import { lazy, Suspense } from "react";
import { useMe } from "@/features/session/me";
import { paths } from "@/lib/paths";
import type { NavItem } from "./navigation";

// Not every role has one, and no page waits for it.
const InboxBadge = lazy(() => import("@/features/inbox/InboxBadge"));
const MoneyBadge = lazy(() => import("@/features/money/MoneyBadge"));

/** What stands at the end of a menu's entry. */
export function NavBadge({ to }: Pick<NavItem, "to">) {
  if (to === paths.inbox())
    return (
      <Suspense>
        <InboxBadge />
      </Suspense>
    );
  return to === paths.payments() ? <Money /> : null;
}

function Money() {
  const { capabilities } = useMe();
  return (
    <Suspense>
      <MoneyBadge capabilities={capabilities} />
    </Suspense>
  );
}
