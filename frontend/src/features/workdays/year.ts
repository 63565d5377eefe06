import dayjs from "dayjs";
import { t } from "@/i18n";
import type { Entry, Leave } from "./queries";

export type Mark = "rest" | "closed" | "working";

export interface Day {
  iso: string;
  number: number;
  /** Undefined: a working day like others. */
  mark: Mark | undefined;
  leave: boolean;
  /** What there is to say of it; empty for a day like others. */
  words: string;
}

export interface Month {
  first: string;
  /** Cells before the first day, so that weeks begin on Monday. */
  blank: number;
  days: Day[];
}

const covers = (
  day: string,
  { first_day: first, last_day: last }: { first_day: string; last_day: string },
) => first <= day && day <= last;

/** The year as the API computed it (`closed`), each day with the entries that explain it. */
export function monthsOf(
  year: number,
  closed: readonly string[],
  entries: readonly Entry[],
  leave: readonly Leave[],
): Month[] {
  const off = new Set(closed);
  return Array.from({ length: 12 }, (_, month) => {
    const begin = dayjs(new Date(year, month, 1));
    return {
      first: begin.format("YYYY-MM-DD"),
      blank: (begin.day() + 6) % 7,
      days: Array.from({ length: begin.daysInMonth() }, (_each, index) =>
        dayOf(begin.add(index, "day").format("YYYY-MM-DD"), off, entries, leave),
      ),
    };
  });
}

function dayOf(
  iso: string,
  off: ReadonlySet<string>,
  entries: readonly Entry[],
  leave: readonly Leave[],
): Day {
  const here = entries.filter((entry) => covers(iso, entry));
  const isOff = off.has(iso);
  // Of what is entered only that which came out on top explains the day.
  const why = here.filter(({ is_working }) => is_working !== isOff);
  const away = leave.filter((each) => covers(iso, each)).map(({ employee }) => employee.name);
  const mark: Mark | undefined = isOff
    ? why.length > 0
      ? "closed"
      : "rest"
    : why.length > 0
      ? "working"
      : undefined;
  const words = [
    ...(mark ? [t(`workdays.day.${mark}`)] : []),
    ...new Set(why.map(({ name }) => name)),
    ...(away.length
      ? [t("workdays.day.leave", { names: [...new Set(away)].join(t("workdays.weekly.comma")) })]
      : []),
  ];
  return {
    iso,
    number: Number(iso.slice(8)),
    mark,
    leave: away.length > 0,
    words: words.join(" · "),
  };
}

/** "1 Oct – 7 Oct", one day alone once. Dates are those of the place, not of the reader. */
export function rangeText(first: string, last: string, language: string): string {
  const format = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    day: "numeric",
    month: "short",
    weekday: "short",
    ...(first.slice(0, 4) === last.slice(0, 4) ? {} : { year: "numeric" }),
  });
  const said = (day: string) => format.format(dayjs(day).toDate());
  return first === last ? said(first) : `${said(first)} – ${said(last)}`;
}

export const daysIn = (first: string, last: string) => dayjs(last).diff(dayjs(first), "day") + 1;

// 1 January 2024 was a Monday.
const MONDAY = new Date(2024, 0, 1);

/** The name of an ISO weekday (1 is Monday) in the page's language. */
export function weekdayName(
  weekday: number,
  language: string,
  style: "long" | "narrow" | "short" = "long",
): string {
  const format = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { weekday: style });
  return format.format(
    dayjs(MONDAY)
      .add(weekday - 1, "day")
      .toDate(),
  );
}
