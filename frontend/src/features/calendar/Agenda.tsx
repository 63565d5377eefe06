import { UnstyledButton } from "@mantine/core";
import dayjs from "dayjs";
import { t, useLanguage } from "@/i18n";
import { clockTime, exactDay } from "@/lib/dates";
import { EmptyState } from "@/ui/EmptyState";
import classes from "./calendar.module.css";
import { lookOf, wordsOf } from "./look";
import { asDay, boundsOf, type Period } from "./period";
import type { CalendarPlan } from "./queries";

interface Props {
  period: Period;
  plans: readonly CalendarPlan[];
  closed: ReadonlySet<string>;
  team: boolean;
  onOpen: (plan: CalendarPlan) => void;
}

/** On a phone: day by day, what there is to do. */
export function Agenda({ period, plans, closed, team, onOpen }: Props) {
  const language = useLanguage();
  if (plans.length === 0) {
    return <EmptyState title={t("agenda.none")} hint={t("agenda.noneHint")} />;
  }
  return (
    <div className={classes.days}>
      {daysOf(period).map((day) => {
        const here = plans.filter((plan) => asDay(dayjs(plan.due_at)) === day);
        if (here.length === 0 && !closed.has(day)) return null;
        return (
          <section key={day} aria-labelledby={`agenda-${day}`}>
            <h3 id={`agenda-${day}`} className={classes.day} data-today={day === asDay(dayjs())}>
              {exactDay(day, language)}
              {closed.has(day) && <span className={classes.quiet}>{t("agenda.closed")}</span>}
            </h3>
            <ul className={classes.list}>
              {here.map((plan) => (
                <li key={plan.id}>
                  <UnstyledButton
                    className={classes.entry ?? ""}
                    data-look={lookOf(plan)}
                    onClick={() => onOpen(plan)}
                  >
                    <span className={classes.time}>{clockTime(plan.due_at)}</span>
                    <span className={classes.what}>
                      <span>{wordsOf(plan, team)}</span>
                      {(plan.campus || plan.note) && (
                        <span className={classes.quiet}>
                          {[plan.campus?.name, plan.note].filter(Boolean).join(" · ")}
                        </span>
                      )}
                    </span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function daysOf(period: Period): string[] {
  const { begin, end } = boundsOf(period);
  return Array.from({ length: end.diff(begin, "day") }, (_, n) => asDay(begin.add(n, "day")));
}
