import { Link } from "@tanstack/react-router";
import {
  BookOpen,
  Building2,
  CalendarDays,
  Contact,
  DoorClosed,
  Eye,
  FileUp,
  FolderTree,
  HandCoins,
  ListChecks,
  MessageCircleQuestion,
  type LucideIcon,
  Presentation,
  School,
  ScrollText,
  SlidersHorizontal,
  UserCheck,
} from "lucide-react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./Hub.module.css";
import type { Overview } from "./useOverview";

interface Card {
  to: string;
  icon: LucideIcon;
  title: string;
  /** Absent: not known, or there is nothing to count. */
  count?: number | undefined;
  /** What it is for. */
  note: string;
  /** What has to be looked at. */
  attention?: string | undefined;
}

/** Everything that makes the school work, each with its number and what waits there. */
export function Hub({ overview }: { overview: Overview }) {
  return (
    <div className={classes.groups}>
      {groupsOf(overview).map(({ title, cards }) => (
        <section key={title} aria-label={title}>
          <h2 className={classes.group}>{title}</h2>
          <ul className={classes.cards}>
            {cards.map((card) => (
              <li key={card.to}>
                <HubCard card={card} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function HubCard({ card: { to, icon: Icon, title, count, note, attention } }: { card: Card }) {
  return (
    <Link to={to} className={classes.card}>
      <Icon size={20} aria-hidden className={classes.icon} />
      <span className={classes.words}>
        <span className={classes.title}>{title}</span>
        <span className={classes.note}>{note}</span>
        {attention && <StatusDot color="amber">{attention}</StatusDot>}
      </span>
      <span className={classes.count}>{count}</span>
    </Link>
  );
}

/** Only what there is some of. */
const some = (count: number | undefined, say: (count: number) => string) =>
  count ? say(count) : undefined;

const groupsOf = (all: Overview): { title: string; cards: Card[] }[] => [
  { title: t("admin.hub.group.people"), cards: peopleCards(all) },
  { title: t("admin.hub.group.school"), cards: schoolCards(all) },
  { title: t("admin.hub.group.customers"), cards: customerCards(all) },
];

function peopleCards({ waiting, people, departments, unled }: Overview): Card[] {
  return [
    {
      to: paths.approvals(),
      icon: UserCheck,
      title: t("nav.approvals"),
      count: waiting,
      note: t("admin.hub.note.approvals"),
      attention: some(waiting, (count) => t("admin.hub.waiting", { count })),
    },
    {
      to: paths.people(),
      icon: Contact,
      title: t("nav.people"),
      count: people,
      note: t("admin.hub.note.people"),
    },
    {
      to: paths.adminOf("departments"),
      icon: FolderTree,
      title: t("admin.department.title"),
      count: departments,
      note: t("admin.department.lead"),
      attention:
        departments === 0
          ? t("admin.department.none")
          : some(unled, (count) => t("admin.hub.unled", { count })),
    },
    {
      to: paths.adminOf("audit"),
      icon: ScrollText,
      title: t("admin.hub.audit"),
      note: t("admin.hub.note.audit"),
    },
    {
      to: paths.reveals(),
      icon: Eye,
      title: t("admin.hub.reveals"),
      note: t("admin.hub.note.reveals"),
    },
  ];
}

function schoolCards({ campuses, courses }: Overview): Card[] {
  return [
    {
      to: paths.adminOf("school"),
      icon: School,
      title: t("admin.school.title"),
      note: t("admin.hub.note.school"),
    },
    {
      to: paths.adminOf("campuses"),
      icon: Building2,
      title: t("admin.campus.title"),
      count: campuses,
      note: t("admin.campus.lead"),
      attention: campuses === 0 ? t("admin.campus.none") : undefined,
    },
    {
      to: paths.adminOf("courses"),
      icon: BookOpen,
      title: t("admin.course.title"),
      count: courses,
      note: t("admin.course.lead"),
      attention: courses === 0 ? t("admin.course.none") : undefined,
    },
    {
      to: paths.adminOf("teachers"),
      icon: Presentation,
      title: t("admin.teacher.title"),
      note: t("admin.teacher.lead"),
    },
    {
      to: paths.adminOf("rooms"),
      icon: DoorClosed,
      title: t("admin.room.title"),
      note: t("admin.room.lead"),
    },
    {
      to: paths.adminOf("calendar"),
      icon: CalendarDays,
      title: t("nav.workdays"),
      note: t("admin.hub.note.calendar"),
    },
    {
      to: paths.adminOf("selling"),
      icon: HandCoins,
      title: t("admin.hub.selling"),
      note: t("admin.hub.note.selling"),
    },
  ];
}

function customerCards({ pools, emptyPools, forms, imports }: Overview): Card[] {
  return [
    {
      to: paths.adminOf("pools"),
      icon: SlidersHorizontal,
      title: t("nav.pools"),
      count: pools,
      note: t("admin.hub.note.pools"),
      attention: some(emptyPools, (count) => t("admin.hub.emptyPools", { count })),
    },
    {
      to: paths.adminOf("forms"),
      icon: MessageCircleQuestion,
      title: t("admin.hub.forms"),
      count: forms,
      note: t("admin.hub.note.forms"),
    },
    {
      to: paths.adminOf("lists"),
      icon: ListChecks,
      title: t("admin.list.title"),
      note: t("admin.hub.note.lists"),
    },
    {
      to: paths.imports(),
      icon: FileUp,
      title: t("nav.imports"),
      count: imports,
      note: t("admin.hub.note.imports"),
    },
  ];
}
