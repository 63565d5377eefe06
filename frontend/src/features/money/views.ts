import type { components } from "@/api/schema.gen";
import type { PaymentQuery } from "./queries";

/** What one looks at: what waits for finance, what waits for those who lead, or everything. */
export type View = "confirm" | "approve" | "all";

export const FIXED: Record<View, PaymentQuery> = {
  confirm: { to_confirm: true, ordering: "submitted_at" },
  approve: { state: "submitted", type: "refund", ordering: "submitted_at" },
  all: {},
};

type Rights = components["schemas"]["Me"]["capabilities"];

/** Those that the account has work in; everything is there for everybody. */
export function viewsOf(capabilities: Rights): View[] {
  return [
    ...(capabilities.includes("payments.confirm") ? (["confirm"] as const) : []),
    ...(capabilities.includes("refunds.approve") ? (["approve"] as const) : []),
    "all",
  ];
}

/** How many payments wait for an account. */
export function waitingFor(
  capabilities: Rights,
  waiting: { to_confirm: number; refunds_to_approve: number; refunds_to_pay: number },
): number {
  const views = viewsOf(capabilities);
  const books = views.includes("confirm") ? waiting.to_confirm + waiting.refunds_to_pay : 0;
  return books + (views.includes("approve") ? waiting.refunds_to_approve : 0);
}
