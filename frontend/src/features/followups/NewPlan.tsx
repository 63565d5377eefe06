import { t } from "@/i18n";
import { Panel } from "@/ui/Panel";
import { PlanForm } from "./PlanForm";

/** The drawer or sheet in which a contact is planned. */
export function NewPlan({ customer, onClose }: { customer: number; onClose: () => void }) {
  return (
    <Panel opened onClose={onClose} title={t("followups.schedule")}>
      <PlanForm customer={customer} onDone={onClose} />
    </Panel>
  );
}
