import { t } from "@/i18n";
import { CountdownPill } from "@/ui/CountdownPill";
import type { CustomerRow } from "./types";

type Props = Pick<CustomerRow, "recycle_due_at" | "recycle_rule" | "warn_days">;

/** How long until they go back to the pool, with the exact instant and the rule on tap; nothing when they don't. */
export function Countdown({ recycle_due_at: due, recycle_rule: rule, warn_days: warn }: Props) {
  if (!due) return null;
  return (
    <CountdownPill
      until={due}
      label={t("customers.view.backIn")}
      why={rule ? t(`customers.back.why.${rule}`) : ""}
      warnDays={warn ?? 0}
    />
  );
}
