import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { amountText } from "@/ui/amountText";
import type { DotColor } from "@/ui/StatusDot";
import type { ClassGroup, EnrollmentState, Step } from "./queries";

/** Moving to another class asks for more than the dialog of the other steps does. */
export type AnyStep = Step | "transfer";

export const STATES: readonly EnrollmentState[] = [
  "draft",
  "submitted",
  "waitlisted",
  "offered",
  "awaiting_payment",
  "active",
  "suspended",
  "completed",
  "rejected",
  "cancelled",
  "withdrawn",
  "transferred_out",
];

/** Whose price is asked for. */
export const OWING: readonly EnrollmentState[] = [
  "awaiting_payment",
  "active",
  "suspended",
  "completed",
];

export const STATE_COLORS: Record<EnrollmentState, DotColor> = {
  draft: "grey",
  submitted: "blue",
  rejected: "red",
  waitlisted: "violet",
  offered: "amber",
  awaiting_payment: "amber",
  active: "green",
  suspended: "amber",
  completed: "indigo",
  cancelled: "grey",
  withdrawn: "grey",
  transferred_out: "grey",
};

/** Steps that take something away: never the first thing at hand. */
export const DANGER: readonly AnyStep[] = ["reject", "cancel", "withdraw"];

/** Refusals of what their role or the state of things leaves no room for: saying them is noise. */
export const NOISE: readonly string[] = ["not_in_this_state", "role_may_not"];

/** They are over, and nothing more is owed for them. */
export const OVER: readonly EnrollmentState[] = [
  "rejected",
  "cancelled",
  "withdrawn",
  "transferred_out",
];

export const stateText = (state: EnrollmentState): string => t(`enrollments.state.${state}`);

/** A class in a list to choose from. */
export function classText(group: ClassGroup): string {
  const free = t("enrollments.free", { count: group.seats.free });
  const price = amountText(group.tuition, group.currency);
  return [
    group.code,
    group.course.name,
    group.campus.name,
    exactDay(group.start_date, getLanguage()),
    price,
    free,
  ].join(" · ");
}
