import { useListChoices } from "@/features/customers/choices";
import type { CustomerStatus, Named } from "@/features/customers/types";
import { nameOf, statusText } from "@/features/customers/words";
import { t } from "@/i18n";
import { clearDraft } from "@/lib/drafts";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { ReasonDialog } from "./ReasonDialog";
import { useChangeStatus } from "./useCommands";

interface Props {
  customer: Named;
  status: CustomerStatus;
  onClose: () => void;
}

/** Ends the work on a customer: lost asks why, the others say what it means. */
export function CloseDialog({ customer, status, onClose }: Props) {
  const reasons = useListChoices("lost_reason", "code");
  const move = useChangeStatus();
  const name = nameOf(customer);
  const draft = `lost.${customer.id}`;
  const confirm = (reason: string, note: string) =>
    move.mutate(
      { id: customer.id, status, reason, note },
      {
        onSuccess: () => {
          clearDraft(draft);
          notify(t("customers.moved", { name, status: statusText(status) }));
          onClose();
        },
      },
    );
  const dialog = { loading: move.isPending, submitError: move.error, onClose };
  if (status === "lost")
    return (
      <ReasonDialog
        {...dialog}
        title={t("customers.lost.title", { name })}
        consequence={t("customers.lost.consequence")}
        confirmLabel={t("customers.lost.confirm")}
        noteLabel={t("customers.lost.note")}
        reasons={reasons}
        draft={draft}
        onConfirm={confirm}
      />
    );
  return (
    <ConfirmDialog
      {...dialog}
      opened
      danger
      title={t("customers.close.title", { name, status: statusText(status) })}
      consequence={t("customers.close.consequence")}
      confirmLabel={statusText(status)}
      onConfirm={() => confirm("", "")}
    />
  );
}
