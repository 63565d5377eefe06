import { type ReactNode, useState } from "react";
import type { FollowUp } from "@/features/customers";
import type { Slots } from "@/features/customers/detail/slots";
import { CorrectFollowUp, FollowUpVersions, PlanList } from "@/features/followups";

/** What the follow-ups show inside a customer's view, and the sheet that corrects one. */
export function useSlots(): { slots: Slots; sheet: ReactNode } {
  const [correcting, setCorrecting] = useState<FollowUp | null>(null);
  return {
    slots: {
      plans: (customer) => (
        <PlanList customer={customer} refusal={customer.refusals.log_follow_up} />
      ),
      versions: (followUp) => <FollowUpVersions id={followUp.id} />,
      correct: setCorrecting,
    },
    sheet: correcting && (
      <CorrectFollowUp followUp={correcting} opened onClose={() => setCorrecting(null)} />
    ),
  };
}
