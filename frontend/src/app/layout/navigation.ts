import {
  CircleUser,
  Contact,
  FileUp,
  Inbox,
  type LucideIcon,
  Plus,
  Settings2,
  SlidersHorizontal,
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
const administration: NavItem = {
  to: paths.admin(),
  label: "nav.administration",
  icon: Settings2,
};
const pools: NavItem = { to: paths.adminOf("pools"), label: "nav.pools", icon: SlidersHorizontal };
const profile: NavItem = { to: paths.profile(), label: "nav.profile", icon: CircleUser };

/** What the account may do, as the API tells; which customers beyond one's own is a matter of the role. */
export function navigation({ role, capabilities }: Pick<Me, "role" | "capabilities">): NavItem[] {
  const may = (capability: Me["capabilities"][number], item: NavItem) =>
    capabilities.includes(capability) ? [item] : [];
  return [
    today,
    ...may("customers.view", mine),
    ...may("customers.create", add),
    ...may("pool.view", pool),
    ...may("customers.assign", role === "admin" ? all : team),
    ...may("imports.run", imports),
    ...may("employees.approve", approvals),
    people,
    ...may("organization.edit", administration),
    ...(role === "manager" ? [pools] : []),
    profile,
  ];
}

/** The thumb's four, in this order; everything else is under More. */
export const THUMB = [today, mine, add, pool];
