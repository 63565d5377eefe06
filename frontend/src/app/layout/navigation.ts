import {
  ArrowRightLeft,
  Banknote,
  BookUser,
  Calculator,
  ChartBar,
  CalendarCheck,
  CalendarDays,
  CalendarOff,
  CalendarRange,
  CircleUser,
  Contact,
  Eye,
  ClipboardList,
  DoorOpen,
  Copy,
  FileUp,
  GraduationCap,
  HandCoins,
  Inbox,
  type LucideIcon,
  MessageCircleQuestion,
  Plus,
  Receipt,
  RotateCcw,
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
const expected: NavItem = { to: paths.expected(), label: "nav.expected", icon: DoorOpen };
const calendar: NavItem = { to: paths.calendar(), label: "nav.calendar", icon: CalendarDays };
const team: NavItem = { to: paths.team(), label: "nav.team", icon: Users };
const all: NavItem = { to: paths.all(), label: "nav.all", icon: BookUser };
const inbox: NavItem = { to: paths.inbox(), label: "nav.inbox", icon: Inbox };
const overview: NavItem = { to: paths.teamOverview(), label: "nav.overview", icon: ChartBar };
const recycled: NavItem = { to: paths.recycled(), label: "nav.recycled", icon: RotateCcw };
const movements: NavItem = {
  to: paths.movements(),
  label: "nav.movements",
  icon: ArrowRightLeft,
};
const inquiries: NavItem = {
  to: paths.inquiries(),
  label: "nav.inquiries",
  icon: MessageCircleQuestion,
};
const duplicates: NavItem = { to: paths.duplicates(), label: "nav.duplicates", icon: Copy };
const classes: NavItem = { to: paths.classes(), label: "nav.classes", icon: GraduationCap };
const timetable: NavItem = { to: paths.timetable(), label: "nav.timetable", icon: CalendarRange };
const endingSoon: NavItem = {
  to: paths.endingSoon(),
  label: "nav.endingSoon",
  icon: CalendarCheck,
};
const imports: NavItem = { to: paths.imports(), label: "nav.imports", icon: FileUp };
const approvals: NavItem = { to: paths.approvals(), label: "nav.approvals", icon: UserCheck };
const enrollments: NavItem = {
  to: paths.enrollments(),
  label: "nav.enrollments",
  icon: ClipboardList,
};
const counter: NavItem = { to: paths.counter(), label: "nav.counter", icon: HandCoins };
const receipts: NavItem = { to: paths.receipts(), label: "nav.receipts", icon: Receipt };
const payments: NavItem = { to: paths.payments(), label: "nav.payments", icon: Banknote };
const cash: NavItem = { to: paths.cash(), label: "nav.cash", icon: Calculator };
const people: NavItem = { to: paths.people(), label: "nav.people", icon: Contact };
const administration: NavItem = {
  to: paths.admin(),
  label: "nav.administration",
  icon: Settings2,
};
const pools: NavItem = { to: paths.adminOf("pools"), label: "nav.pools", icon: SlidersHorizontal };
const workdays: NavItem = {
  to: paths.adminOf("calendar"),
  label: "nav.workdays",
  icon: CalendarOff,
};
const reveals: NavItem = { to: paths.reveals(), label: "nav.reveals", icon: Eye };
/** On a desktop it stands in the account's own menu. */
export const profile: NavItem = { to: paths.profile(), label: "nav.profile", icon: CircleUser };

/** Entries that belong together. Work stands first and needs no heading; an empty group is not shown. */
export interface NavGroup {
  name: PlainKey;
  items: NavItem[];
}

/** What the account may do, as the API tells; which customers beyond one's own is a matter of the role. */
export function navigation({ role, capabilities }: Pick<Me, "role" | "capabilities">): NavGroup[] {
  const may = (capability: Me["capabilities"][number], item: NavItem) =>
    capabilities.includes(capability) ? [item] : [];
  const groups: NavGroup[] = [
    {
      name: "nav.group.work",
      items: [
        today,
        ...may("customers.view", mine),
        ...may("customers.create", add),
        ...may("pool.view", pool),
        ...may("consultations.view", inquiries),
        ...may("follow_ups.view", expected),
        ...may("follow_ups.view", calendar),
      ],
    },
    {
      name: "nav.group.lead",
      items: [
        ...may("team.view", inbox),
        ...may("team.view", overview),
        ...may("customers.assign", role === "admin" ? all : team),
        ...may("customers.merge", duplicates),
        ...may("team.view", recycled),
        ...may("team.view", movements),
        ...may("employees.approve", approvals),
        ...(role === "manager" ? [reveals] : []),
      ],
    },
    {
      name: "nav.group.school",
      items: [
        classes,
        timetable,
        ...may("enrollments.view", enrollments),
        ...may("enrollments.apply", endingSoon),
        people,
        ...(role === "admin" ? [] : [workdays]),
      ],
    },
    {
      name: "nav.group.money",
      items: [
        ...may("payments.confirm", counter),
        ...may("payments.view", payments),
        ...may("payments.view", receipts),
        ...may("cash.view", cash),
      ],
    },
    {
      name: "nav.group.settings",
      items: [
        ...may("imports.run", imports),
        ...(role === "manager" ? [pools] : []),
        ...may("organization.edit", administration),
      ],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

const SELLING = [today, mine, add, pool];
const BOOKS = [today, counter, payments, receipts];
/** What the thumb reaches, in this order; everything else is under More. */
export const thumbOf = (items: readonly NavItem[]): NavItem[] =>
  (items.includes(mine) ? SELLING : BOOKS).filter((item) => items.includes(item));
