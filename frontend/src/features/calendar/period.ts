import dayjs, { type Dayjs } from "dayjs";
import { dayRange } from "@/lib/dates";

export type View = "week" | "month" | "agenda";
export interface Period {
  view: View;
  /** A day of it, as 2026-11-28. */
  day: string;
}

const AGENDA_DAYS = 7;
export const asDay = (day: Dayjs) => day.format("YYYY-MM-DD");

/** The Monday on or before a day: weeks begin there in both languages. */
const monday = (day: Dayjs) => day.subtract((day.day() + 6) % 7, "day").startOf("day");

/** From where to where a period shows days; a month with the weeks at its ends. */
export function boundsOf({ view, day }: Period): { begin: Dayjs; end: Dayjs } {
  const here = dayjs(day).startOf("day");
  if (view === "agenda") return { begin: here, end: here.add(AGENDA_DAYS, "day") };
  if (view === "week") return { begin: monday(here), end: monday(here).add(7, "day") };
  return {
    begin: monday(here.startOf("month")),
    end: monday(here.endOf("month").startOf("day")).add(7, "day"),
  };
}

/** The day from which the period before (-1) or after (1) is shown. */
export function step({ view, day }: Period, by: 1 | -1): string {
  const here = dayjs(day);
  // From the first, or a month of 30 days would be stepped over from the 31st.
  if (view === "month") return asDay(here.startOf("month").add(by, "month"));
  return asDay(here.add(by * (view === "week" ? 7 : AGENDA_DAYS), "day"));
}

/** "23 – 29 Nov 2026", "November 2026". */
export function titleOf(period: Period, language: string): string {
  const { begin, end } = boundsOf(period);
  if (period.view === "month") {
    const locale = language === "zh" ? "zh-CN" : "en-GB";
    const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });
    return month.format(dayjs(period.day).toDate());
  }
  return dayRange(begin, end.subtract(1, "day"), language);
}
