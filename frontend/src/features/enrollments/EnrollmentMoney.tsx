import { useState } from "react";
import { t } from "@/i18n";
import { amountText } from "@/ui/amountText";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { later } from "@/ui/later";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./enrollments.module.css";
import type { Enrollment } from "./queries";
import { NOISE, OVER } from "./words";

const PlanPanel = later(async () => (await import("./PlanPanel")).PlanPanel);

/** Price, what is paid of it, and the way to say in which parts it is paid. */
export function EnrollmentMoney({ enrollment }: { enrollment: Enrollment }) {
  const [planning, setPlanning] = useState(false);
  const plan = enrollment.refusals.plan;
  const amount = (text: string) => amountText(text, enrollment.currency);
  return (
    <section aria-labelledby="enrollment-money">
      <h2 id="enrollment-money" className={classes.title}>
        {t("enrollments.money")}
      </h2>
      <Field label={t("enrollments.listPrice")}>{amount(enrollment.list_price)}</Field>
      <Field label={t("enrollments.discount")}>
        {[amount(enrollment.discount), enrollment.discount_reason].filter(Boolean).join(" · ")}
      </Field>
      <Field label={t("enrollments.net")}>{amount(enrollment.net_price)}</Field>
      <Field label={t("enrollments.paid")}>{amount(enrollment.paid)}</Field>
      {!OVER.includes(enrollment.state) && (
        <Field label={t("enrollments.balance")}>{amount(enrollment.balance)}</Field>
      )}
      {enrollment.refund_due && (
        <Field label={t("enrollments.refundDue")}>{amount(enrollment.refund_due)}</Field>
      )}
      {!NOISE.includes(plan?.code ?? "") && (
        <RefusableButton
          size="compact-md"
          variant="default"
          disabledReason={refusalText(plan)}
          onClick={() => setPlanning(true)}
        >
          {t("enrollments.byHand.title")}
        </RefusableButton>
      )}
      {planning && <PlanPanel enrollment={enrollment} onClose={() => setPlanning(false)} />}
    </section>
  );
}
