import { t } from "@/i18n";
import { amountText } from "@/ui/amountText";
import { paymentStateText } from "@/ui/paymentWords";
import type { Payment, PaymentRow, Step } from "./queries";

export const nameOf = ({ payer, customer }: PaymentRow): string =>
  payer.name || customer.name || t("payments.unnamed");

/** Who pays, and of a student for whom. */
export const whoText = (row: PaymentRow): string =>
  row.payer.id === row.customer.id || !row.customer.name
    ? nameOf(row)
    : `${nameOf(row)} · ${row.customer.name}`;

/** A refund that was asked for is agreed to first, and confirmed by paying it out. */
export const stateText = ({ type, state }: PaymentRow): string =>
  type === "refund" && state === "submitted" ? t("money.toAgree") : paymentStateText(state);

/** As people speak of it. */
export const plainText = ({ amount, currency }: PaymentRow): string => amountText(amount, currency);

/** With the sign that it has for the school. */
export const sumText = (row: PaymentRow): string =>
  amountText(row.type === "refund" ? `-${row.amount}` : row.amount, row.currency);

/** What stands first among the commands: of a wish for a refund agreeing, of money confirming. */
export function firstStep({ type, state }: PaymentRow): Step {
  if (state === "draft") return "submit";
  return type === "refund" && state === "submitted" ? "approve" : "confirm";
}

/** A refund is paid, not confirmed. */
export const verbOf = (step: Step, { type }: PaymentRow) =>
  step === "confirm" && type === "refund" ? "pay" : step;

// What their role or the state of things leaves no room for would only be noise.
const NOISE: readonly string[] = ["payment_not_in_this_state", "role_may_not", "not_reversible"];
const STEPS: readonly Step[] = ["submit", "approve", "confirm", "reject", "reverse"];

export const isOffered = (refusal: { code: string } | null): boolean =>
  !NOISE.includes(refusal?.code ?? "");

export const stepsOf = ({ refusals }: Payment): Step[] =>
  STEPS.filter((step) => isOffered(refusals[step]));

/** What somebody else made of it meanwhile. */
export function meanwhileText(payment: Payment): string {
  const by = { confirmed: payment.confirmed_by, approved: payment.approved_by }[
    payment.state as string
  ];
  const who = (payment.state === "rejected" ? payment.rejected_by : by)?.name;
  const told = { name: nameOf(payment), state: stateText(payment) };
  return who ? t("money.meanwhileBy", { ...told, who }) : t("money.meanwhile", told);
}
