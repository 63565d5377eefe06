import { say, t } from "@/i18n";
import { entryText } from "@/ui/entryText";
import type { DotColor } from "@/ui/StatusDot";
import type { CustomerRow, CustomerStatus } from "./types";

/** Every status with its colour, in the order of the funnel. */
export const STATUS_COLORS: Record<CustomerStatus, DotColor> = {
  new: "blue",
  contacted: "indigo",
  qualified: "violet",
  trial_booked: "amber",
  applied: "amber",
  enrolled: "green",
  alumni: "green",
  lost: "grey",
  invalid: "grey",
  do_not_contact: "red",
};
export const STATUSES = Object.keys(STATUS_COLORS) as CustomerStatus[];
export const INTENTS = ["A", "B", "C", "D"] as const;

export const statusText = (status: CustomerStatus) => t(`customers.status.${status}`);
/** Who was removed for good has no name any more, and is said to be removed. */
export const nameOf = (customer: { name: string; anonymised_at?: string | null }) =>
  customer.name || t(customer.anonymised_at ? "customers.removed" : "customers.unnamed");

/** An entry of a list that the school edits itself, in the page's language. */
export const labelOf = (entry: CustomerRow["source"]): string => (entry ? entryText(entry) : "");

/** "Call", "Reached": words of the follow-ups' catalogue. */
export const methodText = (method: string) => say(`followups.method.${method}`) ?? method;
export const outcomeText = (outcome: string) => say(`followups.outcome.${outcome}`) ?? outcome;
export const planKindText = (kind: string) => say(`followups.kind.${kind}`) ?? kind;
