import { Panel } from "@/ui/Panel";
import { t } from "@/i18n";
import type { ReactNode } from "react";
import { toInput } from "@/lib/dates";
import { PlanForm } from "./PlanForm";
import classes from "./Plans.module.css";

interface Props {
  /** When, as somebody pointed at it. */
  at: Date;
  /** Whom was chosen, once they are. */
  customer: number | null;
  /** The search for them. */
  choose: ReactNode;
  onClose: () => void;
}

/** From a calendar: when is said first, then with whom. */
export function NewPlanFor({ at, customer, choose, onClose }: Props) {
  return (
    <Panel opened onClose={onClose} title={t("followups.schedule")}>
      <div className={classes.section}>
        {choose}
        {customer !== null && (
          <PlanForm key={customer} customer={customer} at={toInput(at)} onDone={onClose} />
        )}
      </div>
    </Panel>
  );
}
