import { t } from "@/i18n";
import { Panel } from "@/ui/Panel";
import { comesToUs } from "./answer";
import { AnswerForm } from "./AnswerForm";
import { planText } from "./planText";
import type { Plan } from "./queries";

interface Props {
  plan: Plan;
  opened: boolean;
  onClose: () => void;
}

/** Somebody came, or a call was made: what came of it, and what is next. */
export function AnswerPlan({ plan, opened, onClose }: Props) {
  const name = plan.customer.name || t("followups.unnamed");
  const title = comesToUs(plan)
    ? t("followups.checkInTitle", { name })
    : t("followups.doneTitle", { plan: planText(plan) });
  return (
    <Panel opened={opened} onClose={onClose} title={title}>
      <AnswerForm plan={plan} onDone={onClose} />
    </Panel>
  );
}
