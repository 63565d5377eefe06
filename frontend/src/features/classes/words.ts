import { getLanguage, t } from "@/i18n";
import { dayRange } from "@/lib/dates";
import type { DotColor } from "@/ui/StatusDot";
import type { ClassRow, ClassState, ClassType, WeeklySession } from "./queries";

export const STATES = ["planned", "open", "running", "completed", "cancelled"] as const;
export const TYPES = ["weekday", "weekend", "evening", "online"] as const;
const COLORS: Record<ClassState, DotColor> = {
  planned: "grey",
  open: "blue",
  running: "green",
  completed: "violet",
  cancelled: "red",
};

export const stateText = (state: ClassState) => t(`classes.state.${state}`);
export const stateColor = (state: ClassState) => COLORS[state];
export const typeText = (type: ClassType) => t(`customers.classType.${type}`);

/** The first of January 2024 was a Monday. */
export function weekdayText(weekday: number, length: "short" | "long" = "short"): string {
  const locale = getLanguage() === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { weekday: length }).format(new Date(2024, 0, weekday));
}

/** "09:00" of "09:00:00". */
export const hour = (time: string) => time.slice(0, 5);

export const sessionText = ({ weekday, starts_at: from, ends_at: to }: WeeklySession) =>
  `${weekdayText(weekday)} ${hour(from)}–${hour(to)}`;

export const weekText = ({ sessions }: Pick<ClassRow, "sessions">) =>
  sessions.map(sessionText).join(t("classes.comma"));

export const namesText = (refs: readonly { name: string }[]) =>
  refs.map(({ name }) => name).join(t("classes.comma"));

export const datesText = ({ start_date: from, end_date: to }: ClassRow) =>
  dayRange(from, to, getLanguage());
