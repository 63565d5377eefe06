import type { ReactNode } from "react";
import type { Customer, FollowUp } from "@/features/customers/types";
import type { SchoolEntry } from "./entries";

/** What other features show inside a customer's view; the page fills it in. */
export interface Slots {
  /** The open plans, and a way to make another. */
  plans: (customer: Customer) => ReactNode;
  /** Who was merged into them, and the way back. */
  merges: (customer: Customer) => ReactNode;
  /** What they are or were enrolled in. */
  school: (customer: Customer) => ReactNode;
  /** What became of an enrollment or a payment, in words. */
  schoolEvent: (entry: SchoolEntry) => ReactNode;
  /** What a follow-up said before it was corrected. */
  versions: (followUp: FollowUp) => ReactNode;
  correct: (followUp: FollowUp) => void;
}
