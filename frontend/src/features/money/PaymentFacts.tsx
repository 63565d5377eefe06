import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWays } from "@/api/reference";
import { getLanguage, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { wayText } from "@/ui/entryText";
import { Field } from "@/ui/Field";
import { paymentTypeText } from "@/ui/paymentWords";
import { PhoneLink } from "@/ui/PhoneLink";
import classes from "./money.module.css";
import { PaymentState } from "./PaymentState";
import type { Payment } from "./queries";
import { nameOf, sumText } from "./words";

/** One payment: of whom, for what, how it came, who said what of it when, and what undoes it. */
export function PaymentFacts({ payment }: { payment: Payment }) {
  const methods = useWays();
  const { class_group: group } = payment;
  return (
    <>
      <div className={classes.cardTop}>
        <span className={classes.sum}>{sumText(payment)}</span>
        <PaymentState row={payment} />
      </div>
      <Said label={t("money.type")}>{paymentTypeText(payment.type)}</Said>
      <Said label={t("payments.payer")}>
        {nameOf(payment)} <PhoneLink {...payment.payer} masked={payment.contact_masked} />
      </Said>
      {payment.payer.id !== payment.customer.id && (
        <Said label={t("payments.student")}>{payment.customer.name}</Said>
      )}
      <Said label={t("payments.class")}>
        <Anchor component={Link} to={paths.enrollment(payment.enrollment)}>
          {[group.code, group.course.name, group.campus.name].join(" · ")}
        </Anchor>
      </Said>
      <Said label={t("payments.method")}>{wayText(payment.method, methods)}</Said>
      <Said label={t("payments.reference")}>{payment.reference}</Said>
      <Said label={t("payments.note")}>{payment.note}</Said>
      {/* Of a refund that is not paid yet it would be the day of the wish. */}
      {(payment.type !== "refund" || payment.state === "confirmed") && (
        <Said label={t("payments.receivedAt")}>{exact(payment.received_at, getLanguage())}</Said>
      )}
      <Course payment={payment} />
      <Said label={t("payments.why")}>{payment.reject_note}</Said>
      {payment.credit_left && (
        <Said label={t("money.creditLeft")}>
          {amountText(payment.credit_left, payment.currency)}
        </Said>
      )}
      <Related payment={payment} />
    </>
  );
}

/** A line where there is something to say. */
function Said({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <Field label={label}>
      <span className={classes.said}>{children}</span>
    </Field>
  );
}

type Moment = [label: string, at: string | null, by: { name: string } | null];

function Course({ payment }: { payment: Payment }) {
  const told: Moment[] = [
    [t("money.submitted"), payment.submitted_at, payment.submitted_by],
    [t("money.approved"), payment.approved_at, payment.approved_by],
    [t("money.confirmed"), payment.confirmed_at, payment.confirmed_by],
    [t("money.rejected"), payment.rejected_at, payment.rejected_by],
  ];
  return told.map(([label, at, by]) => (
    <Said key={label} label={label}>
      {at && [by?.name, exact(at, getLanguage())].filter(Boolean).join(" · ")}
    </Said>
  ));
}

/** Its receipt, and the rows that undo it, or that it undoes or comes of. */
function Related({ payment }: { payment: Payment }) {
  const rows: [string, number | null][] = [
    [t("money.reverses"), payment.reverses],
    [t("money.reversedBy"), payment.reversed_by],
    [t("money.source"), payment.source],
  ];
  return (
    <>
      {payment.receipt !== null && (
        <Said label={t("payments.receipt")}>
          <Anchor component={Link} to={paths.receipt(payment.receipt)}>
            {payment.receipt_number}
          </Anchor>
        </Said>
      )}
      {rows.map(
        ([label, id]) =>
          id !== null && (
            <Said key={label} label={label}>
              <Anchor component={Link} to={paths.payment(id)}>
                {t("money.one", { id })}
              </Anchor>
            </Said>
          ),
      )}
    </>
  );
}
