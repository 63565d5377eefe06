import { MessageSquarePlus, RotateCcw, UserPlus } from "lucide-react";
import { useCommands } from "@/features/customers/commands/context";
import { useRestoreNow } from "@/features/customers/commands/useRestoreNow";
import type { Customer } from "@/features/customers/types";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { refusalText } from "@/ui/errorText";
import { RefusableButton } from "@/ui/RefusableButton";

/** The one thing to do next: log a contact; claim from the pool; restore what was deleted. */
export function PrimaryAction({ customer }: { customer: Customer }) {
  const { claim, claiming, log } = useCommands();
  const restore = useRestoreNow(customer);
  const { refusals } = customer;
  const fullWidth = useIsPhone();
  if (customer.deleted_at)
    return (
      <RefusableButton
        showReason
        fullWidth={fullWidth}
        leftSection={<RotateCcw size={16} aria-hidden />}
        disabledReason={refusalText(refusals.restore)}
        onClick={restore}
      >
        {t("customers.act.restore")}
      </RefusableButton>
    );
  if (customer.owner === null)
    return (
      <RefusableButton
        showReason
        fullWidth={fullWidth}
        loading={claiming === customer.id}
        leftSection={<UserPlus size={16} aria-hidden />}
        disabledReason={refusalText(refusals.claim)}
        onClick={() => claim(customer)}
      >
        {t("customers.act.claim")}
      </RefusableButton>
    );
  return (
    <RefusableButton
      showReason
      fullWidth={fullWidth}
      leftSection={<MessageSquarePlus size={16} aria-hidden />}
      disabledReason={refusalText(refusals.log_follow_up)}
      onClick={() => log(customer)}
    >
      {t("customers.act.log")}
    </RefusableButton>
  );
}
