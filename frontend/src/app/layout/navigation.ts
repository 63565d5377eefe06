import {
  CircleUser,
  Contact,
  FileUp,
  Inbox,
  type LucideIcon,
  Plus,
  Sun,
  UserCheck,
  UserRound,
  Users,
  Waves,
} from "lucide-react";
import type { Me } from "@/features/session/me";
import type { PlainKey } from "@/i18n";
import { paths } from "@/lib/paths";

export interface NavItem {
  to: string;
  label: PlainKey;
  icon: LucideIcon;
}

const today: NavItem = { to: paths.today(), label: "nav.today", icon: Sun };
const mine: NavItem = { to: paths.mine(), label: "nav.mine", icon: UserRound };
const add: NavItem = { to: paths.newCustomer(), label: "nav.newCustomer", icon: Plus };
const pool: NavItem = { to: paths.pool(), label: "nav.pool", icon: Waves };
const team: NavItem = { to: paths.team(), label: "nav.team", icon: Users };
const all: NavItem = { to: paths.all(), label: "nav.all", icon: Inbox };
const imports: NavItem = { to: paths.imports(), label: "nav.imports", icon: FileUp };
const approvals: NavItem = { to: paths.approvals(), label: "nav.approvals", icon: UserCheck };
const people: NavItem = { to: paths.people(), label: "nav.people", icon: Contact };
const profile: NavItem = { to: paths.profile(), label: "nav.profile", icon: CircleUser };

/** What each role works with; the server decides what they may. */
export function navigation({ role, grants }: Pick<Me, "role" | "grants">): NavItem[] {
  const importing = grants.includes("import") ? [imports] : [];
  switch (role) {
    case "sales":
      return [today, mine, add, pool, ...importing, profile];
    case "manager":
      return [today, mine, add, pool, team, imports, approvals, people, profile];
    case "admin":
      return [today, mine, add, pool, all, imports, approvals, people, profile];
    case "finance":
      return [today, people, profile];
  }
}

/** The thumb's four, in this order; everything else is under More. */
export const THUMB = [today, mine, add, pool];
