import { t } from "@/i18n";
import { PAYMENT_COLORS } from "@/ui/paymentWords";
import { StatusDot } from "@/ui/StatusDot";
import type { PaymentRow } from "./queries";
import { stateText } from "./words";

/** How a payment stands; one that another row has undone no longer counts, whatever it was. */
export function PaymentState({ row }: { row: PaymentRow }) {
  if (row.reversed_by !== null) return <StatusDot color="grey">{t("money.reversed")}</StatusDot>;
  return <StatusDot color={PAYMENT_COLORS[row.state]}>{stateText(row)}</StatusDot>;
}
