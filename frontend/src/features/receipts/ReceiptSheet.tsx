import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useWays } from "@/api/reference";
import { getLanguage, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { wayText } from "@/ui/entryText";
import { ErrorState } from "@/ui/ErrorState";
import { Field } from "@/ui/Field";
import { NameLink } from "@/ui/NameLink";
import { paymentTypeText } from "@/ui/paymentWords";
import { PrintButton } from "./PrintButton";
import { fetchReceipt, type PaymentRow, type Receipt, useReceipt } from "./queries";
import classes from "./receipts.module.css";

interface Props {
  id: number;
  /** It was issued a moment ago: printing is what comes next. */
  fresh?: boolean;
  /** Beside printing: the way to the next one. */
  more?: ReactNode;
}

/** A receipt as it was handed out, and what was undone since. */
export function ReceiptSheet({ id, fresh = false, more }: Props) {
  const { data: receipt, error, refetch } = useReceipt(id);
  if (!receipt && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!receipt) return <Skeleton height={280} role="status" aria-label={t("ui.loading")} />;
  return (
    <section aria-label={receipt.number} className={classes.sheet}>
      {fresh && (
        <p className={classes.done} role="status">
          {t("payments.received", { amount: amountText(receipt.total, receipt.currency) })}
        </p>
      )}
      <h2 className={classes.number}>{receipt.number}</h2>
      <Facts receipt={receipt} />
      <ul className={classes.lines} aria-label={t("payments.onReceipt")}>
        {receipt.payments.map((payment) => (
          <Line key={payment.id} payment={payment} />
        ))}
      </ul>
      <p className={classes.total}>
        <span>{t("payments.total")}</span>
        <span>{amountText(receipt.total, receipt.currency)}</span>
      </p>
      <div className={classes.actions}>
        <PrintButton
          primary
          autoFocus={fresh}
          fetch={() => fetchReceipt(receipt.id)}
          name={`${receipt.number}.pdf`}
        />
        {more}
      </div>
    </section>
  );
}

function Facts({ receipt }: { receipt: Receipt }) {
  return (
    <div>
      <Field label={t("payments.payer")}>{receipt.payer || t("payments.unnamed")}</Field>
      <Field label={t("payments.campus")}>{receipt.campus.name}</Field>
      <Field label={t("payments.issued")}>
        {[exact(receipt.issued_at, getLanguage()), receipt.issued_by?.name]
          .filter(Boolean)
          .join(" · ")}
      </Field>
    </div>
  );
}

function Line({ payment }: { payment: PaymentRow }) {
  const ways = useWays();
  const told = [paymentTypeText(payment.type), wayText(payment.method, ways), payment.reference];
  return (
    <li className={classes.line}>
      <div className={classes.grow}>
        <NameLink to={paths.enrollment(payment.enrollment)}>
          {[payment.customer.name || t("payments.unnamed"), payment.class_group.code].join(" · ")}
        </NameLink>
        <div className={classes.quiet}>{told.filter(Boolean).join(" · ")}</div>
      </div>
      <div className={classes.amount} data-undone={payment.reversed_by !== null}>
        {amountText(payment.amount, payment.currency)}
        {payment.reversed_by !== null && (
          <span className={classes.undone}>{t("payments.reversed")}</span>
        )}
      </div>
    </li>
  );
}
