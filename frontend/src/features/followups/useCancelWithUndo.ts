import { t } from "@/i18n";
import { notify, notifyError } from "@/ui/notify";
import { type Plan, useClosePlan, useSchedulePlan } from "./queries";

/** Cancel at once; undo makes the same plan anew. */
export function useCancelWithUndo(plan: Plan) {
  const cancel = useClosePlan(plan.id, "cancel");
  const schedule = useSchedulePlan();
  const { kind, due_at, note } = plan;
  const body = { customer: plan.customer.id, kind, due_at, note, campus: plan.campus?.id ?? null };
  const undo = () => schedule.mutate(body, { onError: (error) => notifyError(error) });
  const run = () =>
    cancel.mutate(undefined, {
      onSuccess: () => notify(t("followups.cancelled"), undo),
      onError: (error) => notifyError(error),
    });
  return { run };
}
