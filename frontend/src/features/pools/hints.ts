import { t } from "@/i18n";
import { INTENTS, type Values } from "./values";

const numberOf = (limit: number | "" | null) => (typeof limit === "number" ? limit : undefined);

/** What is allowed, and hardly meant: told while it is typed, never refused. */
export function hintsOf(values: Values): string[] {
  const levels = INTENTS.map((intent) => numberOf(values.recycle_after_days[intent]));
  const most = numberOf(values.max_holding_days);
  const warn = numberOf(values.warn_days);
  const limits = [...levels, most].filter((days) => days !== undefined);
  const shortest = Math.min(...limits);
  const never = INTENTS.filter((_, index) => (levels[index] ?? 0) > (most ?? Infinity));
  const colder = INTENTS.filter((_, index) => {
    const hotter = levels[index - 1];
    const own = levels[index];
    return hotter !== undefined && own !== undefined && own < hotter;
  });
  return [
    ...(warn !== undefined && limits.length > 0 && warn >= shortest
      ? [t("admin.pool.clockHint.warnLong", { days: shortest })]
      : []),
    ...(warn !== undefined && limits.length === 0 && values.first_contact_hours === null
      ? [t("admin.pool.clockHint.warnNothing")]
      : []),
    ...never.map((intent) => t("admin.pool.clockHint.never", { intent, days: most ?? 0 })),
    ...colder.map((intent) => t("admin.pool.clockHint.colder", { intent })),
  ];
}
