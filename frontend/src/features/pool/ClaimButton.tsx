import { Check } from "lucide-react";
import { t } from "@/i18n";
import { goToNextRow } from "@/ui/DataTable/goToNextRow";
import { refusalText } from "@/ui/errorText";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./pool.module.css";
import type { PoolRow } from "./usePool";

interface Props {
  customer: Pick<PoolRow, "id" | "name" | "owner" | "refusals">;
  /** Why not any more, before the list is loaded anew. */
  taken?: string | undefined;
  loading: boolean;
  onClaim: () => void;
}

/** Claims, or says why not before it is tried; once claimed it says whose they are. */
export function ClaimButton({ customer, taken, loading, onClaim }: Props) {
  if (customer.owner)
    return (
      <span className={classes.yours}>
        <Check size={14} aria-hidden />
        {t("pool.yours")}
      </span>
    );
  return (
    <RefusableButton
      variant="default"
      size="compact-sm"
      loading={loading}
      disabledReason={taken ?? refusalText(customer.refusals.claim)}
      aria-label={t("pool.claimName", { name: customer.name || t("customers.unnamed") })}
      onClick={(event) => {
        onClaim();
        goToNextRow(event.currentTarget);
      }}
    >
      {t("pool.claim")}
    </RefusableButton>
  );
}
