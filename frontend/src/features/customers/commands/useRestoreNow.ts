import type { Named } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { notify, notifyError } from "@/ui/notify";
import { useRestore } from "./useCommands";

/** Nothing is lost by restoring, so nothing is asked first. */
export function useRestoreNow(customer: Named): () => void {
  const restore = useRestore();
  // Not by the callbacks of `mutate`: the menu closes, and the row leaves its list.
  return () =>
    void restore.mutateAsync(customer.id).then(({ owner }) => {
      const name = nameOf(customer);
      notify(
        owner
          ? t("customers.restore.doneHeld", { name, owner: owner.name })
          : t("customers.restore.done", { name }),
      );
    }, notifyError);
}
