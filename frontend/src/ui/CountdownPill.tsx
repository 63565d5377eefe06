import { UnstyledButton } from "@mantine/core";
import { t, useLanguage } from "@/i18n";
import { daysUntil, exact, hoursUntil, isPast } from "@/lib/dates";
import classes from "./CountdownPill.module.css";
import { useTip } from "./useTip";

interface Props {
  /** When it ends. */
  until: string;
  /** What ends then: "Goes back to the pool". */
  label: string;
  /** Why it does, in a sentence. */
  why?: string;
  warnDays?: number;
}

/** How long is left: quiet while there is time, amber near the end, red past it; the exact instant on tap. */
export function CountdownPill({ until, label, why, warnDays = 3 }: Props) {
  const language = useLanguage();
  const said = [`${label}: ${exact(until, language)}`, ...(why ? [why] : [])].join(". ");
  const { handlers, tip } = useTip(said);
  const hours = hoursUntil(until);
  const days = daysUntil(until);
  const tone = isPast(until) ? "late" : days <= warnDays ? "near" : "calm";
  return (
    <>
      <UnstyledButton
        component="span"
        role="img"
        tabIndex={0}
        className={classes.pill ?? ""}
        data-tone={tone}
        aria-label={`${text(hours, days)}. ${said}`}
        {...handlers}
      >
        {text(hours, days)}
      </UnstyledButton>
      {tip}
    </>
  );
}

function text(hours: number, days: number): string {
  if (days < 0) return t("ui.overdue", { count: -days });
  if (days === 0) return hours > 0 ? t("ui.hoursLeft", { count: hours }) : t("ui.today");
  return t("ui.daysLeft", { count: days });
}
