import { UnstyledButton } from "@mantine/core";
import { t } from "@/i18n";
import { amountText } from "@/ui/amountText";
import { PAYMENT_COLORS, paymentStateText, paymentTypeText } from "@/ui/paymentWords";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./paying.module.css";
import type { PaymentRow } from "./queries";
import { useWayText } from "./words";

export function PaymentLine({ row, onOpen }: { row: PaymentRow; onOpen: () => void }) {
  const wayText = useWayText();
  const told = [wayText(row.method), row.receipt_number ?? row.reference].filter(Boolean);
  return (
    <div className={classes.line}>
      <div className={classes.grow}>
        <UnstyledButton className={classes.name ?? ""} onClick={onOpen}>
          {[paymentTypeText(row.type), amountText(row.amount, row.currency)].join(" · ")}
        </UnstyledButton>
        <div className={classes.quiet}>
          {told.length > 0 && `${told.join(" · ")} · `}
          <RelativeDate at={row.received_at} />
        </div>
      </div>
      {row.reversed_by === null ? (
        <StatusDot color={PAYMENT_COLORS[row.state]}>{paymentStateText(row.state)}</StatusDot>
      ) : (
        <StatusDot color="grey">{t("payments.reversed")}</StatusDot>
      )}
    </div>
  );
}
