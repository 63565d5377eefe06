import { Anchor, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { getLanguage, t } from "@/i18n";
import { isSome } from "@/lib/amounts";
import { exact } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { ErrorState } from "@/ui/ErrorState";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { notify, notifyError } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { PAYMENT_COLORS, paymentStateText, paymentTypeText } from "@/ui/paymentWords";
import { RefusableButton } from "@/ui/RefusableButton";
import { StatusDot } from "@/ui/StatusDot";
import { AskBackPanel } from "./AskBackPanel";
import classes from "./paying.module.css";
import { PayPanel } from "./PayPanel";
import { type Enrollment, type Payment, usePayment, useSubmit } from "./queries";
import { ReverseDialog } from "./ReverseDialog";
import { useWayText } from "./words";

interface Props {
  id: number;
  enrollment: Enrollment;
  onClose: () => void;
}

/** One payment: who said what when, and what can still be done with it. */
export function PaymentPanel({ id, enrollment, onClose }: Props) {
  const { data: payment, error, refetch } = usePayment(id);
  const [then, setThen] = useState<"edit" | "reverse" | "back" | null>(null);
  if (payment && then === "edit")
    return <PayPanel enrollment={enrollment} draft={payment} onClose={onClose} />;
  if (payment && then === "back")
    return <AskBackPanel enrollment={enrollment} credit={payment} onClose={onClose} />;
  return (
    <Panel opened onClose={onClose} title={t("payments.one")}>
      {!payment && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!payment && !error && <Skeleton height={240} role="status" aria-label={t("ui.loading")} />}
      {payment && (
        <>
          <Facts payment={payment} />
          <Steps payment={payment} enrollment={enrollment} onThen={setThen} />
          {then === "reverse" && <ReverseDialog payment={payment} onClose={() => setThen(null)} />}
        </>
      )}
    </Panel>
  );
}

function Facts({ payment }: { payment: Payment }) {
  const wayText = useWayText();
  const told: [string, string | null, { name: string } | null][] = [
    [t("payments.receivedAt"), payment.received_at, null],
    [t("payments.submitted"), payment.submitted_at, payment.submitted_by],
    [t("payments.approved"), payment.approved_at, payment.approved_by],
    [t("payments.confirmed"), payment.confirmed_at, payment.confirmed_by],
    [t("payments.rejected"), payment.rejected_at, payment.rejected_by],
  ];
  return (
    <div>
      <p className={classes.sum}>{amountText(payment.amount, payment.currency)}</p>
      <StatusDot color={PAYMENT_COLORS[payment.state]}>{paymentStateText(payment.state)}</StatusDot>
      <Field label={t("payments.for")}>{paymentTypeText(payment.type)}</Field>
      {payment.method && <Field label={t("payments.method")}>{wayText(payment.method)}</Field>}
      {payment.reference && <Field label={t("payments.reference")}>{payment.reference}</Field>}
      {payment.credit_left && (
        <Field label={t("payments.creditLeft")}>
          {amountText(payment.credit_left, payment.currency)}
        </Field>
      )}
      {payment.receipt && (
        <Field label={t("payments.receipt")}>
          <Anchor component={Link} to={paths.receipt(payment.receipt)}>
            {payment.receipt_number}
          </Anchor>
        </Field>
      )}
      {told.map(
        ([label, at, by]) =>
          at && (
            <Field key={label} label={label}>
              {[exact(at, getLanguage()), by?.name].filter(Boolean).join(" · ")}
            </Field>
          ),
      )}
      {[payment.note, payment.reject_note].filter(Boolean).map((note) => (
        <Field key={note} label={t("payments.note")}>
          {note}
        </Field>
      ))}
      {payment.reversed_by !== null && <p className={classes.warn}>{t("payments.isReversed")}</p>}
    </div>
  );
}

interface StepsProps {
  payment: Payment;
  enrollment: Enrollment;
  onThen: (what: "edit" | "reverse" | "back") => void;
}

// What their role or the state of things leaves no room for would only be noise.
const NOISE = ["role_may_not", "payment_not_in_this_state", "not_reversible"];
const isOffered = (refusal: { code: string } | null) => !NOISE.includes(refusal?.code ?? "");

function Steps({ payment, enrollment, onThen }: StepsProps) {
  const submit = useSubmit();
  const { refusals } = payment;
  const { refund } = enrollment.refusals;
  const handIn = () =>
    submit.mutate(payment.id, {
      onSuccess: () => notify(t("payments.entered")),
      onError: notifyError,
    });
  return (
    <div className={classes.actions}>
      {isOffered(refusals.submit) && (
        <RefusableButton
          disabledReason={refusalText(refusals.submit)}
          loading={submit.isPending}
          onClick={handIn}
        >
          {t("payments.submit")}
        </RefusableButton>
      )}
      {isOffered(refusals.edit) && (
        <RefusableButton
          variant="default"
          disabledReason={refusalText(refusals.edit)}
          onClick={() => onThen("edit")}
        >
          {t("payments.edit")}
        </RefusableButton>
      )}
      {isSome(payment.credit_left ?? "0") && isOffered(refund) && (
        <RefusableButton
          variant="default"
          disabledReason={refusalText(refund)}
          onClick={() => onThen("back")}
        >
          {t("payments.askBack")}
        </RefusableButton>
      )}
      {isOffered(refusals.reverse) && (
        <RefusableButton
          variant="default"
          disabledReason={refusalText(refusals.reverse)}
          onClick={() => onThen("reverse")}
        >
          {t("payments.reverse")}
        </RefusableButton>
      )}
    </div>
  );
}
