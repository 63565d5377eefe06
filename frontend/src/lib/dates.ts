import dayjs, { type Dayjs } from "dayjs";
import "dayjs/locale/zh-cn";
import relativeTime from "dayjs/plugin/relativeTime";
import updateLocale from "dayjs/plugin/updateLocale";

dayjs.extend(relativeTime);
dayjs.extend(updateLocale);
// Short enough for a column of a table, where "a few seconds ago" would be cut off.
dayjs.updateLocale("en", {
  relativeTime: {
    future: "in %s",
    past: "%s ago",
    s: "a moment",
    m: "1 min",
    mm: "%d min",
    h: "1 hour",
    hh: "%d hours",
    d: "1 day",
    dd: "%d days",
    M: "1 month",
    MM: "%d months",
    y: "1 year",
    yy: "%d years",
  },
});

type Instant = string | Date | Dayjs;

/** "3 days ago", "in 2 hours", in the page's language. */
export function relative(instant: Instant, now: Instant = dayjs()): string {
  return dayjs(instant).from(now);
}

const DAY = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
const MINUTE = { ...DAY, hour: "2-digit", minute: "2-digit" } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs as much as drawing a row: each is made once. */
function format(options: Intl.DateTimeFormatOptions, language: string): Intl.DateTimeFormat {
  const key = `${language} ${Object.keys(options).length}`;
  const locale = language === "zh" ? "zh-CN" : "en-GB";
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** The instant to the minute, in the reader's own time zone: "Mon 23 Nov 2026, 14:05". */
export function exact(instant: Instant, language: string): string {
  return format(MINUTE, language).format(dayjs(instant).toDate());
}

/** The day alone, in the page's language: "Mon 23 Nov 2026". */
export function exactDay(instant: Instant, language: string): string {
  return format(DAY, language).format(dayjs(instant).toDate());
}

/** Whole days until `instant` by the calendar: 0 today, negative when it is past. */
export function daysUntil(instant: Instant, now: Instant = dayjs()): number {
  return dayjs(instant).startOf("day").diff(dayjs(now).startOf("day"), "day");
}

export type NextDate = "in3hours" | "tomorrow" | "in3days" | "monday";

/** The next-date chips of the outcome sheet; days begin at nine, when parents answer. */
export function nextDate(chip: NextDate, now: Instant = dayjs()): Dayjs {
  const start = dayjs(now);
  const nine = (day: Dayjs) => day.hour(9).minute(0).second(0).millisecond(0);
  switch (chip) {
    case "in3hours":
      return start.add(3, "hour");
    case "tomorrow":
      return nine(start.add(1, "day"));
    case "in3days":
      return nine(start.add(3, "day"));
    case "monday":
      return nine(start.add((8 - start.day()) % 7 || 7, "day"));
  }
}

/** For `<input type="datetime-local">`: the reader's own wall clock. */
export function toInput(instant: Instant): string {
  return dayjs(instant).format("YYYY-MM-DDTHH:mm");
}

/** From `<input type="datetime-local">` to an instant for the API. */
export function fromInput(text: string): string {
  return dayjs(text).toISOString();
}

/** "14:05", in the reader's own time zone. */
export function clockTime(instant: Instant): string {
  return dayjs(instant).format("HH:mm");
}
