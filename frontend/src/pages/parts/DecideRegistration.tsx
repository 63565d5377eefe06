import { ApprovePanel } from "@/features/people/ApprovePanel";
import { DecideDialog } from "@/features/people/DecideDialog";
import { useEmployee } from "@/features/people/queries";
import type { Me } from "@/features/session/me";

interface Props {
  id: number;
  what: "approve" | "reject";
  approver: Me;
  onClose: () => void;
}

/** The same forms as on the page of approvals, for somebody of whom the inbox knows the number. */
export default function DecideRegistration({ id, what, approver, onClose }: Props) {
  const employee = useEmployee(id).data;
  if (!employee) return null;
  return what === "approve" ? (
    <ApprovePanel employee={employee} approver={approver} onClose={onClose} />
  ) : (
    <DecideDialog employee={employee} decision="reject" onClose={onClose} />
  );
}
