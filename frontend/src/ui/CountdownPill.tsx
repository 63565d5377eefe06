import dayjs from "dayjs";
import { t } from "@/i18n";
import { daysUntil } from "@/lib/dates";
import classes from "./CountdownPill.module.css";

interface Props {
  /** When it ends; null renders nothing. */
  until: string | null | undefined;
  /** What ends then, for screen readers and on hover: "Goes back to the pool". */
  label: string;
  warnDays?: number;
}

/** How long is left: quiet while there is time, amber near the end, red past it. */
export function CountdownPill({ until, label, warnDays = 3 }: Props) {
  if (!until) return null;
  const hours = dayjs(until).diff(dayjs(), "hour");
  const days = daysUntil(until);
  const tone = hours < 0 ? "late" : days <= warnDays ? "near" : "calm";
  return (
    <span
      className={classes.pill}
      data-tone={tone}
      title={label}
      aria-label={`${label}: ${text(hours, days)}`}
    >
      {text(hours, days)}
    </span>
  );
}

function text(hours: number, days: number): string {
  if (days < 0) return t("ui.overdue", { count: -days });
  if (days === 0) return hours > 0 ? t("ui.hoursLeft", { count: hours }) : t("ui.today");
  return t("ui.daysLeft", { count: days });
}
