import type { Named } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { useDelete } from "./useCommands";

interface Props {
  customer: Named & { version: number };
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ customer, onClose, onDeleted }: Props) {
  const remove = useDelete();
  const name = nameOf(customer);
  const confirm = () =>
    remove.mutate(
      { id: customer.id, version: customer.version },
      {
        onSuccess: () => {
          notify(t("customers.remove.done", { name }));
          onDeleted();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      danger
      title={t("customers.remove.title", { name })}
      consequence={t("customers.remove.consequence")}
      confirmLabel={t("customers.act.remove")}
      onConfirm={confirm}
      onClose={onClose}
      loading={remove.isPending}
      submitError={remove.error}
    />
  );
}
