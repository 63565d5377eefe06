import { useState } from "react";
import type { FollowUp } from "@/features/customers";
import { Timeline } from "@/features/customers/detail/Timeline";
import { useCustomer } from "@/features/customers/useCustomer";
import { later } from "@/ui/later";

const CorrectFollowUp = later(
  async () => (await import("@/features/followups/CorrectFollowUp")).CorrectFollowUp,
);
const FollowUpVersions = later(
  async () => (await import("@/features/followups/FollowUpVersions")).FollowUpVersions,
);
// The page has its words already.
const EventLine = later(async () => (await import("@/features/enrollments/EventLine")).EventLine);
const nothing = () => null;

/** What happened with a customer: who held them, who spoke with them, when they asked. */
export function CustomerLedger({ id }: { id: number }) {
  const customer = useCustomer(id).data;
  const [correcting, setCorrecting] = useState<FollowUp | null>(null);
  if (!customer) return null;
  return (
    <>
      <Timeline
        customer={customer}
        slots={{
          plans: nothing,
          merges: nothing,
          school: nothing,
          schoolEvent: (entry) => <EventLine kind={entry.kind} {...entry.data} />,
          versions: (followUp) => <FollowUpVersions id={followUp.id} />,
          correct: setCorrecting,
        }}
      />
      {correcting && (
        <CorrectFollowUp followUp={correcting} opened onClose={() => setCorrecting(null)} />
      )}
    </>
  );
}
