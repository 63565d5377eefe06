/** What a date is told by: the API's text, or a `Date` (dayjs has one: `valueOf`). */
export type Instant = string | Date | { valueOf: () => number };

const MILLISECONDS = { second: 1e3, minute: 6e4, hour: 36e5, day: 864e5 };

/** A day without an hour is the reader's own midnight, not that of Greenwich. */
export function toDate(instant: Instant): Date {
  if (typeof instant !== "string") return new Date(instant.valueOf());
  return new Date(/^\d{4}-\d\d-\d\d$/.test(instant) ? `${instant}T00:00` : instant);
}

export const isPast = (instant: Instant): boolean => toDate(instant).getTime() < Date.now();

/** As many days on by the calendar; the hour of the clock stays, also where clocks are put forward. */
export function addDays(instant: Instant, days: number): Date {
  const date = toDate(instant);
  date.setDate(date.getDate() + days);
  return date;
}

// From how much on the next unit speaks: "1 hour" from 45 minutes to 89, as one would say it.
const STEPS = [
  ["second", 44, "moment", 1],
  ["minute", 44, "minute", 1],
  ["hour", 21, "hour", 1],
  ["day", 25, "day", 1],
  ["day", 319, "month", 30.44],
  ["day", Infinity, "year", 365.25],
] as const;

type Unit = (typeof STEPS)[number][2];
interface Words {
  ago: (span: string) => string;
  ahead: (span: string) => string;
  span: Record<Unit, (count: number) => string>;
}

const plain = (unit: string) => (count: number) => `${count} ${unit}${count === 1 ? "" : "s"}`;
// Short enough for a column of a table, where "a few seconds ago" would be cut off.
const ENGLISH: Words = {
  ago: (span) => `${span} ago`,
  ahead: (span) => `in ${span}`,
  span: {
    moment: () => "a moment",
    minute: (count) => `${count} min`,
    hour: plain("hour"),
    day: plain("day"),
    month: plain("month"),
    year: plain("year"),
  },
};
const CHINESE: Words = {
  ago: (span) => `${span}前`,
  ahead: (span) => `${span}后`,
  span: {
    moment: () => "几秒",
    minute: (count) => `${count} 分钟`,
    hour: (count) => `${count} 小时`,
    day: (count) => `${count} 天`,
    month: (count) => `${count} 个月`,
    year: (count) => `${count} 年`,
  },
};

/** "3 days ago", "in 2 hours", in the page's language. */
export function relative(instant: Instant, language: string, now: Instant = new Date()): string {
  const words = language === "zh" ? CHINESE : ENGLISH;
  const apart = toDate(instant).getTime() - toDate(now).getTime();
  for (const [measure, most, unit, size] of STEPS) {
    const count = Math.round(Math.abs(apart) / MILLISECONDS[measure]);
    if (count > most) continue;
    const span = words.span[unit](Math.max(1, Math.round(count / size)));
    return apart > 0 ? words.ahead(span) : words.ago(span);
  }
  return "";
}

const DAY = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
const DATE = { day: "numeric", month: "short", year: "numeric" } as const;
const WEEKDAY = { weekday: "short", day: "numeric" } as const;
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
  return format(MINUTE, language).format(toDate(instant));
}

/** The day alone, in the page's language: "Mon 23 Nov 2026". */
export function exactDay(instant: Instant, language: string): string {
  return format(DAY, language).format(toDate(instant));
}

/** From one day to another, saying once what both have in common: "17 Aug – 20 Dec 2026". */
export function dayRange(from: Instant, to: Instant, language: string): string {
  return format(DATE, language).formatRange(toDate(from), toDate(to));
}

/** A day of a week that is named already: "Mon 23". */
export function weekday(instant: Instant, language: string): string {
  return format(WEEKDAY, language).format(toDate(instant));
}

/** The seven days of the week that `day` is in, from Monday on, as 2026-11-23. */
export function weekOf(day: string): string[] {
  const here = toDate(day);
  const monday = addDays(here, -((here.getDay() + 6) % 7));
  return Array.from({ length: 7 }, (_, n) => dayText(addDays(monday, n)));
}

const midnight = (instant: Instant) => toDate(instant).setHours(0, 0, 0, 0);

/** Whole days until `instant` by the calendar: 0 today, negative when it is past. */
export function daysUntil(instant: Instant, now: Instant = new Date()): number {
  // Rounded: a day on which clocks are put forward has 23 hours.
  return Math.round((midnight(instant) - midnight(now)) / MILLISECONDS.day);
}

/** Whole hours until `instant`, 0 within the last one. */
export const hoursUntil = (instant: Instant): number =>
  Math.trunc((toDate(instant).getTime() - Date.now()) / MILLISECONDS.hour);

export type NextDate = "in3hours" | "tomorrow" | "in3days" | "monday";

/** The next-date chips of the outcome sheet; days begin at nine, when parents answer. */
export function nextDate(chip: NextDate, now: Instant = new Date()): Date {
  const start = toDate(now);
  const nineIn = (days: number) => new Date(addDays(start, days).setHours(9, 0, 0, 0));
  switch (chip) {
    case "in3hours":
      return new Date(start.getTime() + 3 * MILLISECONDS.hour);
    case "tomorrow":
      return nineIn(1);
    case "in3days":
      return nineIn(3);
    case "monday":
      return nineIn((8 - start.getDay()) % 7 || 7);
  }
}

const two = (number: number) => String(number).padStart(2, "0");

/** For the API and `<input type="date">`: the reader's own day, "2026-11-28". */
export function dayText(instant: Instant = new Date()): string {
  const date = toDate(instant);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "14:05", in the reader's own time zone. */
export function clockTime(instant: Instant): string {
  const date = toDate(instant);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** For `<input type="datetime-local">`: the reader's own wall clock. */
export function toInput(instant: Instant): string {
  return `${dayText(instant)}T${clockTime(instant)}`;
}

/** From `<input type="datetime-local">` to an instant for the API. */
export function fromInput(text: string): string {
  return toDate(text).toISOString();
}
