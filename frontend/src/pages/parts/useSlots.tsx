import { type ReactNode, useState } from "react";
import type { FollowUp } from "@/features/customers";
import type { Slots } from "@/features/customers/detail/slots";
import { loadWords } from "@/i18n";
import { later } from "@/ui/later";
import { CorrectFollowUp, FollowUpVersions, PlanList } from "@/features/followups";

// Few were ever merged: with its words it is loaded for them only.
const Merges = later(async () => {
  const [found] = await Promise.all([import("@/features/merging/Merges"), loadWords("merging")]);
  return found.Merges;
});

const SchoolTab = later(async () => {
  const [found] = await Promise.all([
    import("@/features/enrollments/SchoolTab"),
    loadWords("enrollments"),
  ]);
  return found.SchoolTab;
});

const EventLine = later(async () => {
  const [found] = await Promise.all([
    import("@/features/enrollments/EventLine"),
    loadWords("enrollments"),
  ]);
  return found.EventLine;
});

/** What the follow-ups show inside a customer's view, and the sheet that corrects one. */
export function useSlots(): { slots: Slots; sheet: ReactNode } {
  const [correcting, setCorrecting] = useState<FollowUp | null>(null);
  return {
    slots: {
      plans: (customer) => (
        <PlanList customer={customer} refusal={customer.refusals.log_follow_up} />
      ),
      merges: (customer) => customer.merges.length > 0 && <Merges customer={customer} />,
      // Whoever may log a follow-up may enroll: the same things stand in the way.
      school: (customer) => (
        <SchoolTab customer={customer} refusal={customer.refusals.log_follow_up} />
      ),
      schoolEvent: (entry) => <EventLine kind={entry.kind} {...entry.data} />,
      versions: (followUp) => <FollowUpVersions id={followUp.id} />,
      correct: setCorrecting,
    },
    sheet: correcting && (
      <CorrectFollowUp followUp={correcting} opened onClose={() => setCorrecting(null)} />
    ),
  };
}
