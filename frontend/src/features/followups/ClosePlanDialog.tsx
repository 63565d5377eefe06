import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { planText } from "./planText";
import { type Plan, useClosePlan } from "./queries";

interface DialogProps {
  plan: Plan;
  how: "cancel" | "no-show";
  opened: boolean;
  onClose: () => void;
  /** It is done; unless told, the dialog closes and that is all. */
  onClosed?: () => void;
}

/** What ends a plan for good, said before it is done. */
export function ClosePlanDialog({ plan, how, opened, onClose, onClosed }: DialogProps) {
  const closing = useClosePlan(plan.id, how);
  const cancelling = how === "cancel";
  const date = planText(plan);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={cancelling ? t("followups.cancelTitle") : t("followups.noShowTitle")}
      consequence={
        cancelling ? t("followups.cancelLate", { date }) : t("followups.noShowConsequence")
      }
      confirmLabel={cancelling ? t("followups.cancelPlan") : t("followups.noShow")}
      loading={closing.isPending}
      submitError={closing.error}
      onConfirm={() =>
        closing.mutate(undefined, {
          onSuccess: () => {
            notify(cancelling ? t("followups.cancelled") : t("followups.noShowDone"));
            onClose();
            onClosed?.();
          },
        })
      }
    />
  );
}
