import type { components } from "@/api/schema.gen";
import { t } from "@/i18n";
import { RefusableButton } from "@/ui/RefusableButton";
import { useClaimNext } from "./useClaim";
import { type Allowance, useAllowance } from "./usePool";

interface Props {
  onClaimed: (customer: components["schemas"]["CustomerDetail"]) => void;
}

/** The page's primary action: whoever is best for me, claimed and opened. */
export function ClaimNextButton({ onClaimed }: Props) {
  const claim = useClaimNext(onClaimed);
  const { data: allowance } = useAllowance();
  return (
    <RefusableButton
      loading={claim.isPending}
      disabledReason={allowance && noRoom(allowance)}
      onClick={() => claim.mutate()}
    >
      {t("pool.claimNext")}
    </RefusableButton>
  );
}

/** The API's own numbers, said before it is tried; undefined when there is room somewhere. */
function noRoom({ pools, holding_left: room, holding_limit: limit }: Allowance) {
  if (room === 0 && limit !== null) return t("errors.holding_limit_reached", { limit });
  const [first] = pools;
  if (first?.daily_limit != null && pools.every(({ left }) => left === 0))
    return t("errors.daily_claim_limit_reached", { limit: first.daily_limit });
  return undefined;
}
