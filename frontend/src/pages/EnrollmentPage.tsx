import { useParams } from "@tanstack/react-router";
import { EnrollmentView } from "@/features/enrollments/EnrollmentView";
import { useEnrollment } from "@/features/enrollments/queries";
import { Payments } from "@/features/money/paying/Payments";
import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function EnrollmentPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: found } = useEnrollment(Number(id));
  const name = found && (found.customer.name || t("enrollments.unnamed"));
  return (
    <>
      <PageHeader
        title={name ? `${name} · ${found.class_group.code}` : t("enrollments.one", { id })}
        note={name && t("enrollments.one", { id })}
      />
      <EnrollmentView
        key={id}
        id={Number(id)}
        payments={(enrollment) => <Payments enrollment={enrollment} />}
      />
    </>
  );
}
