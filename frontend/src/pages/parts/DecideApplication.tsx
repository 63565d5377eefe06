import { useEnrollment } from "@/features/enrollments/queries";
import { StepDialog } from "@/features/enrollments/StepDialog";

interface Props {
  id: number;
  what: "approve" | "reject";
  onClose: () => void;
}

/** The same dialog as on the enrollment's page, for one of which the inbox knows the number. */
export default function DecideApplication({ id, what, onClose }: Props) {
  const enrollment = useEnrollment(id).data;
  if (!enrollment) return null;
  return <StepDialog enrollment={enrollment} step={what} onClose={onClose} />;
}
