import type { Named } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { notify, notifyError } from "@/ui/notify";
import { useRestore } from "./useCommands";

/** Nothing is lost by restoring, so nothing is asked first. */
export function useRestoreNow(customer: Named): () => void {
  const restore = useRestore();
  return () =>
    restore.mutate(customer.id, {
      onSuccess: ({ owner }) => {
        const name = nameOf(customer);
        notify(
          owner
            ? t("customers.restore.doneHeld", { name, owner: owner.name })
            : t("customers.restore.done", { name }),
        );
      },
      onError: (error) => notifyError(error),
    });
}
