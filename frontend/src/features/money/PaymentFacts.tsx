import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { getLanguage, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { Field } from "@/ui/Field";
import { PAYMENT_COLORS, paymentTypeText } from "@/ui/paymentWords";
import { PhoneLink } from "@/ui/PhoneLink";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./money.module.css";
import { type Payment, useMethods } from "./queries";
import { methodText, nameOf, stateText, sumText } from "./words";

export function PaymentFacts({ payment }: { payment: Payment }) {
  const { data: methods = [] } = useMethods();
  const { class_group: group } = payment;
  return (
    <>
      <div className={classes.cardTop}>
        <span className={classes.sum}>{sumText(payment)}</span>
        <StatusDot color={PAYMENT_COLORS[payment.state]}>{stateText(payment)}</StatusDot>
      </div>
      <Said label={t("money.type")}>{paymentTypeText(payment.type)}</Said>
      <Said label={t("money.payer")}>
        {nameOf(payment)} <PhoneLink {...payment.payer} masked={payment.contact_masked} />
      </Said>
      {payment.payer.id !== payment.customer.id && (
        <Said label={t("money.student")}>{payment.customer.name}</Said>
      )}
      <Said label={t("money.class")}>
        <Anchor component={Link} to={paths.enrollment(payment.enrollment)}>
          {[group.code, group.course.name, group.campus.name].join(" · ")}
        </Anchor>
      </Said>
      <Said label={t("money.method")}>{methodText(payment.method, methods)}</Said>
      <Said label={t("money.reference")}>{payment.reference}</Said>
      <Said label={t("money.note")}>{payment.note}</Said>
      {/* Of a refund that is not paid yet it would be the day of the wish. */}
      {(payment.type !== "refund" || payment.state === "confirmed") && (
        <Said label={t("money.receivedAt")}>{exact(payment.received_at, getLanguage())}</Said>
      )}
      <Course payment={payment} />
      <Said label={t("money.why")}>{payment.reject_note}</Said>
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
        <Said label={t("money.receipt")}>
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
