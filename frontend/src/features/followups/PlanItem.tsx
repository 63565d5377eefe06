import { ActionIcon } from "@mantine/core";
import { Ellipsis } from "lucide-react";
import { t } from "@/i18n";
import { isPast } from "@/lib/dates";
import { later } from "@/ui/later";
import { RelativeDate } from "@/ui/RelativeDate";
import { kindLabel } from "./labels";
import type { PlanActionsProps } from "./PlanActions";
import classes from "./Plans.module.css";
import { planText } from "./planText";
import type { Plan } from "./queries";

// Loaded behind the list: what is planned is what one waits for.
const PlanActions = later<PlanActionsProps>(
  async () => (await import("./PlanActions")).PlanActions,
  ({ plan, onAsk }: PlanActionsProps & { onAsk: () => void }) => (
    <ActionIcon
      aria-label={t("followups.actionsOf", { plan: planText(plan) })}
      aria-haspopup="menu"
      onClick={onAsk}
    >
      <Ellipsis size={16} />
    </ActionIcon>
  ),
);

interface Props {
  plan: Plan;
  /** Why nothing may be done with it. */
  reason: string | undefined;
}

/** One open plan: what, when, where, and what may become of it. */
export function PlanItem({ plan, reason }: Props) {
  const late = isPast(plan.due_at);
  return (
    <li className={classes.plan}>
      <div className={classes.text}>
        <span className={classes.kind}>{kindLabel(plan.kind)}</span>
        <span className={classes.due} data-late={late}>
          <RelativeDate at={plan.due_at} />
        </span>
        <span className={classes.quiet}>
          {[plan.campus?.name, plan.assignee.name].filter(Boolean).join(" · ")}
        </span>
        {plan.note && <span className={classes.note}>{plan.note}</span>}
      </div>
      {!reason && <PlanActions plan={plan} />}
    </li>
  );
}
