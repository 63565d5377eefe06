import { SchoolForm } from "@/features/school/SchoolForm";
import { t } from "@/i18n";
import { AdminPart } from "./parts/AdminPart";

export default function AdminSchoolPage() {
  return (
    <AdminPart title={t("admin.school.title")} note={t("admin.school.lead")} narrow>
      <SchoolForm />
    </AdminPart>
  );
}
