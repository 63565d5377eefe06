import { t } from "@/i18n";
import type { DotColor } from "./StatusDot";

/* Words about money that several pages say; their area is "payments" (i18n/later). */
export type PaymentState = "draft" | "submitted" | "approved" | "confirmed" | "rejected";
export type PaymentType =
  | "deposit"
  | "tuition"
  | "material"
  | "refund"
  | "reversal"
  | "transfer_out"
  | "transfer_in"
  | "credit";

export const PAYMENT_STATES: readonly PaymentState[] = [
  "submitted",
  "approved",
  "confirmed",
  "rejected",
  "draft",
];

export const PAYMENT_TYPES: readonly PaymentType[] = [
  "deposit",
  "tuition",
  "material",
  "refund",
  "reversal",
  "transfer_out",
  "transfer_in",
  "credit",
];

/** What somebody enters when money comes in; the others come about by themselves. */
export const ENTERED = ["tuition", "deposit", "material"] as const;

export const PAYMENT_COLORS: Record<PaymentState, DotColor> = {
  draft: "grey",
  submitted: "amber",
  approved: "blue",
  confirmed: "green",
  rejected: "red",
};

export const paymentStateText = (state: PaymentState): string => t(`payments.state.${state}`);
export const paymentTypeText = (type: PaymentType): string => t(`payments.type.${type}`);
