import type { components } from "@/api/schema.gen";
import { t } from "@/i18n";
import { NavCount } from "@/ui/NavCount";
import { useWaitingMoney } from "./queries";
import { viewsOf, waitingFor } from "./views";

interface Props {
  capabilities: components["schemas"]["Me"]["capabilities"];
}

/** How many payments wait for one, beside the menu's entry; nothing while none does. */
export default function MoneyBadge({ capabilities }: Props) {
  // Who only sells has nothing to decide here.
  const waiting = useWaitingMoney(viewsOf(capabilities).length > 1).data;
  const count = waiting ? waitingFor(capabilities, waiting) : 0;
  return <NavCount count={count} label={t("nav.inboxOpen", { count })} />;
}
