import FullCalendar from "@fullcalendar/react";
import dayGrid from "@fullcalendar/react/daygrid";
import interaction from "@fullcalendar/react/interaction";
import chinese from "@fullcalendar/react/locales/zh-cn";
import classic from "@fullcalendar/react/themes/classic";
import timeGrid from "@fullcalendar/react/timegrid";
import dayjs from "dayjs";
import { t, useLanguage } from "@/i18n";
import "@fullcalendar/react/skeleton.css";
import "@fullcalendar/react/themes/classic/theme.css";
import classes from "./calendar.module.css";
import { lookOf, wordsOf } from "./look";
import { asDay, type Period } from "./period";
import type { CalendarPlan } from "./queries";

interface Props {
  period: Period;
  plans: readonly CalendarPlan[];
  /** Days on which the school does not work, as 2026-11-28. */
  closed: ReadonlySet<string>;
  /** Say whose each plan is. */
  team: boolean;
  onOpen: (plan: CalendarPlan) => void;
  /** Dropped at another time; `revert` puts it back. */
  onMove: (plan: CalendarPlan, to: Date, revert: () => void) => void;
  onPick: (at: Date) => void;
}

const VIEWS = { week: "timeGridWeek", month: "dayGridMonth", agenda: "dayGridMonth" } as const;
const PLUGINS = [classic, dayGrid, timeGrid, interaction];
const LOCALES = [chinese];
// A plan has no end; it is drawn as long as such things take.
const MINUTES = { call: 30, wechat: 30, visit: 60, trial_lesson: 60 };
const CLOCK = { hour: "2-digit", minute: "2-digit", hour12: false } as const;
const MORNING = 9;

/** Plans in a week or a month; dragging one moves it, a click on an empty time plans something. */
export default function PlanCalendar({ period, plans, closed, team, ...props }: Props) {
  const language = useLanguage();
  const byId = new Map(plans.map((plan) => [String(plan.id), plan]));
  const isClosed = (day: Date) => closed.has(asDay(dayjs(day)));
  return (
    <div className={classes.calendar} role="region" aria-label={t("agenda.label")}>
      <FullCalendar
        // Another view or day is another calendar: it has no other way to be told.
        key={`${period.view}.${period.day}.${language}`}
        plugins={PLUGINS}
        locales={LOCALES}
        locale={language === "zh" ? "zh-cn" : "en-gb"}
        firstDay={1}
        initialView={VIEWS[period.view]}
        initialDate={period.day}
        headerToolbar={false}
        height="100%"
        allDaySlot={false}
        nowIndicator
        scrollTime="08:00"
        dayMaxEvents
        fixedWeekCount={false}
        slotEventOverlap={false}
        eventMaxStack={3}
        eventDisplay="block"
        displayEventEnd={false}
        eventTimeFormat={CLOCK}
        slotHeaderFormat={CLOCK}
        editable
        eventDurationEditable={false}
        eventInteractive
        events={plans.map((plan) => asEvent(plan, team))}
        dayHeaderClass={({ date }) => (isClosed(date) ? classes.closed : undefined)}
        dayCellClass={({ date }) => (isClosed(date) ? classes.closed : undefined)}
        dayLaneClass={({ date }) => (isClosed(date) ? classes.closed : undefined)}
        moreLinkContent={({ num }) => t("agenda.more", { count: num })}
        eventClick={({ event }) => {
          const plan = byId.get(event.id);
          if (plan) props.onOpen(plan);
        }}
        eventDrop={({ event, revert }) => {
          const plan = byId.get(event.id);
          if (plan && event.start) props.onMove(plan, event.start, revert);
        }}
        dateClick={({ date, allDay }) =>
          // A day of a month has no hour.
          props.onPick(allDay ? dayjs(date).hour(MORNING).toDate() : date)
        }
      />
    </div>
  );
}

function asEvent(plan: CalendarPlan, team: boolean) {
  const look = lookOf(plan);
  return {
    id: String(plan.id),
    title: wordsOf(plan, team),
    start: plan.due_at,
    end: dayjs(plan.due_at).add(MINUTES[plan.kind], "minute").toISOString(),
    startEditable: plan.refusals.change === null,
    className: classes.event,
    color: `var(--calendar-${look})`,
    contrastColor: `var(--calendar-${look}-text)`,
  };
}
