import { ActionIcon } from "@mantine/core";
import dayjs from "dayjs";
import { Ellipsis } from "lucide-react";
import { lazy, Suspense } from "react";
import { t } from "@/i18n";
import { RelativeDate } from "@/ui/RelativeDate";
import { kindLabel } from "./labels";
import classes from "./Plans.module.css";
import { planText } from "./planText";
import type { Plan } from "./queries";

// Loaded behind the list: what is planned is what one waits for.
const PlanActions = lazy(() => import("./PlanActions"));

interface Props {
  plan: Plan;
  /** Why nothing may be done with it. */
  reason: string | undefined;
}

/** One open plan: what, when, where, and what may become of it. */
export function PlanItem({ plan, reason }: Props) {
  const late = dayjs(plan.due_at).isBefore(dayjs());
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
      {!reason && (
        <Suspense fallback={<ComingActions plan={plan} />}>
          <PlanActions plan={plan} late={late} />
        </Suspense>
      )}
    </li>
  );
}

const ComingActions = ({ plan }: Pick<Props, "plan">) => (
  <ActionIcon aria-label={t("followups.actionsOf", { plan: planText(plan) })}>
    <Ellipsis size={16} />
  </ActionIcon>
);
