import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { type Decision, type Employee, useDecide } from "./queries";

interface Props {
  employee: Employee;
  decision: Decision;
  onClose: () => void;
}

/** Names the consequence, then rejects, suspends or lets work again. */
export function DecideDialog({ employee, decision, onClose }: Props) {
  const decide = useDecide(employee.id);
  const name = employee.display_name;
  const held = decision === "suspend" ? (employee.held ?? 0) : 0;
  const consequence = t(`people.decision.${decision}.consequence`);
  const kept = held > 0 ? ` ${t("people.keepsHeld", { count: held })}` : "";
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t(`people.decision.${decision}.title`, { name })}
      consequence={consequence + kept}
      confirmLabel={t(`people.decision.${decision}.verb`)}
      onConfirm={() =>
        decide.mutate(decision, {
          onSuccess: () => {
            notify(t(`people.decision.${decision}.done`, { name }));
            onClose();
          },
        })
      }
      loading={decide.isPending}
      submitError={decide.error}
      danger={decision !== "resume"}
    />
  );
}
