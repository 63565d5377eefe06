import { Button } from "@mantine/core";
import { CourseTable } from "@/features/school/CourseTable";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { AdminPart } from "./parts/AdminPart";

export default function AdminCoursesPage() {
  const [, setOpen] = useUrlParam("edit");
  return (
    <AdminPart
      title={t("admin.course.title")}
      note={t("admin.course.lead")}
      primary={<Button onClick={() => setOpen("new")}>{t("admin.course.add")}</Button>}
    >
      <CourseTable />
    </AdminPart>
  );
}
