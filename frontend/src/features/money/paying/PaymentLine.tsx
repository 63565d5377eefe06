import { UnstyledButton } from "@mantine/core";
import { useWays } from "@/api/reference";
import { PaymentState } from "@/features/money/PaymentState";
import type { PaymentRow } from "@/features/money/queries";
import { plainText } from "@/features/money/words";
import { wayText } from "@/ui/entryText";
import { paymentTypeText } from "@/ui/paymentWords";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./paying.module.css";

export function PaymentLine({ row, onOpen }: { row: PaymentRow; onOpen: () => void }) {
  const ways = useWays();
  const told = [wayText(row.method, ways), row.receipt_number ?? row.reference].filter(Boolean);
  return (
    <div className={classes.line}>
      <div className={classes.grow}>
        <UnstyledButton className={classes.name ?? ""} onClick={onOpen}>
          {[paymentTypeText(row.type), plainText(row)].join(" · ")}
        </UnstyledButton>
        <div className={classes.quiet}>
          {told.length > 0 && `${told.join(" · ")} · `}
          <RelativeDate at={row.received_at} />
        </div>
      </div>
      <PaymentState row={row} />
    </div>
  );
}
