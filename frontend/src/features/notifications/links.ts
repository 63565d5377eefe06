import { paths } from "@/lib/paths";
import type { Notification } from "./queries";

export interface Place {
  to: string;
  search?: Record<string, string>;
}

const moved = (search: Record<string, string>): Place => ({ to: paths.movements(), search });

const enrollments = (search: Record<string, string>): Place => ({
  to: paths.enrollments(),
  search,
});

/** The page with the rows behind a notification; one customer who is still in sight is a page of their own. */
export function placeOf(found: Notification, me: number): Place {
  const { kind, day, count, customers, employees } = found;
  const [only] = customers;
  const [enrollment] = found.enrollments;
  if (count === 1 && only?.name) return { to: paths.customer(only.id) };
  if (count === 1 && enrollment?.name) return { to: paths.enrollment(enrollment.id) };
  const on = { since: day, until: day };
  const [from, to] = [{ from: String(me) }, { to: String(me) }];
  switch (kind) {
    case "recycled":
      return moved({ ...from, reason: "recycled", ...on });
    case "taken":
      return moved({ ...from, reason: "assigned,released,handed_over,deleted", ...on });
    case "merged":
      return moved({ ...from, reason: "merged", ...on });
    case "assigned":
      return moved({ ...to, reason: "assigned,created,imported,restored", ...on });
    case "handed_over":
      return moved({ ...to, reason: "handed_over", ...on });
    case "hand_over_done":
      return moved({ from: employees.map(({ id }) => id).join(), reason: "handed_over" });
    case "inquiry":
      return { to: paths.mine() };
    case "returning":
      return { to: paths.mine(), search: { ordering: "recycle_due_at" } };
    case "undisposed":
      return { to: paths.inquiries() };
    case "registration":
      return { to: paths.approvals() };
    case "policy":
      return { to: paths.pool() };
    case "seat_offered":
      return enrollments({ state: "offered", ordering: "held_until" });
    case "hold_ending":
      return enrollments({ state: "offered,awaiting_payment", ordering: "held_until" });
    case "hold_expired":
      return enrollments({ state: "cancelled" });
    case "application_rejected":
      return enrollments({ state: "rejected" });
    case "application_approved":
    case "payment_rejected":
    case "refund_approved":
    case "refund_paid":
      return enrollments({});
    case "plans":
      return { to: paths.today() };
  }
}
