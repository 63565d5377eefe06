import { useNavigate } from "@tanstack/react-router";
import { EnrollmentTable } from "@/features/enrollments/EnrollmentTable";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { PageHeader } from "@/ui/PageHeader";

export default function EnrollmentsPage() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={t("nav.enrollments")} note={t("enrollments.lead")} />
      <EnrollmentTable
        label={t("nav.enrollments")}
        onOpen={(row) => void navigate({ to: paths.enrollment(row.id) })}
      />
    </>
  );
}
