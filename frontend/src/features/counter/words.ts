import { getLanguage, t } from "@/i18n";
import { daysUntil, exact } from "@/lib/dates";

/** "3 days overdue", "due today". */
export function dueText(day: string): string {
  const days = daysUntil(day);
  if (days === 0) return t("counter.dueToday");
  return days < 0 ? t("counter.overdue", { count: -days }) : t("counter.dueIn", { count: days });
}

export const heldText = (until: string): string =>
  t("counter.heldUntil", { at: exact(until, getLanguage()) });
