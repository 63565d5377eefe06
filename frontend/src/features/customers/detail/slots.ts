import type { ReactNode } from "react";
import type { Customer, FollowUp } from "@/features/customers/types";

/** What other features show inside a customer's view; the page fills it in. */
export interface Slots {
  /** The open plans, and a way to make another. */
  plans: (customer: Customer) => ReactNode;
  /** What a follow-up said before it was corrected. */
  versions: (followUp: FollowUp) => ReactNode;
  correct: (followUp: FollowUp) => void;
}
