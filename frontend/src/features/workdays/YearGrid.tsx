import { VisuallyHidden } from "@mantine/core";
import dayjs from "dayjs";
import { memo } from "react";
import { getLanguage, t } from "@/i18n";
import { useTip } from "@/ui/useTip";
import classes from "./workdays.module.css";
import { type Day, type Month, weekdayName } from "./year";

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const MARKS = ["rest", "closed", "working"] as const;

/** Twelve months at a glance. Each mark has a shape of its own: colour is never the only sign. */
export function YearGrid({ months, today }: { months: readonly Month[]; today: string }) {
  return (
    <>
      <ul className={classes.legend} aria-label={t("workdays.legend.label")}>
        {MARKS.map((mark) => (
          <li key={mark}>
            <span className={classes.sample} data-mark={mark} aria-hidden />
            {t(`workdays.legend.${mark}`)}
          </li>
        ))}
        <li>
          <span className={classes.sample} data-leave aria-hidden />
          {t("workdays.legend.leave")}
        </li>
      </ul>
      <div className={classes.year}>
        {months.map((month) => (
          <MonthTable key={month.first} month={month} today={today} />
        ))}
      </div>
    </>
  );
}

const MonthTable = memo(function MonthTable({ month, today }: { month: Month; today: string }) {
  const language = getLanguage();
  const name = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { month: "long" });
  return (
    <table className={classes.month}>
      <caption>{name.format(dayjs(month.first).toDate())}</caption>
      <thead>
        <tr>
          {WEEK.map((weekday) => (
            <th key={weekday} scope="col" abbr={weekdayName(weekday, language)}>
              {weekdayName(weekday, language, "narrow")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, index) => (
          <tr key={week.find(Boolean)?.iso ?? index}>
            {week.map((day, column) =>
              day ? (
                <DayCell key={day.iso} day={day} isToday={day.iso === today} />
              ) : (
                <td key={`blank ${WEEK[column] ?? ""}`} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

function weeksOf({ blank, days }: Month): (Day | undefined)[][] {
  const cells = [...Array.from({ length: blank }, () => undefined), ...days];
  const weeks = Math.ceil(cells.length / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_each, column) => cells[week * 7 + column]),
  );
}

function DayCell({ day, isToday }: { day: Day; isToday: boolean }) {
  return (
    <td aria-current={isToday ? "date" : undefined} data-today={isToday || undefined}>
      {day.words ? <MarkedDay day={day} /> : <span className={classes.day}>{day.number}</span>}
    </td>
  );
}

/** Says why on hover, focus and tap; a screen reader hears it with the number. */
function MarkedDay({ day }: { day: Day }) {
  const { handlers, tip } = useTip(day.words);
  return (
    <>
      <span
        className={classes.day}
        data-mark={day.mark}
        data-leave={day.leave || undefined}
        {...handlers}
      >
        {day.number}
        <VisuallyHidden>, {day.words}</VisuallyHidden>
      </span>
      {tip}
    </>
  );
}
