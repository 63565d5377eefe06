import type { CustomerRow } from "@/features/customers";
import { LogFollowUp } from "@/features/followups";

/** The follow-up sheet over any list or page; loaded when it is first opened. */
export default function LogSheet(props: { customer: CustomerRow; onClose: () => void }) {
  return <LogFollowUp opened {...props} />;
}
