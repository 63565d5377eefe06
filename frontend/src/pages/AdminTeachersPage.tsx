import { Button } from "@mantine/core";
import { TeacherTable } from "@/features/school/TeacherTable";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { AdminPart } from "./parts/AdminPart";

export default function AdminTeachersPage() {
  const [, setOpen] = useUrlParam("edit");
  return (
    <AdminPart
      title={t("admin.teacher.title")}
      note={t("admin.teacher.lead")}
      primary={<Button onClick={() => setOpen("new")}>{t("admin.teacher.add")}</Button>}
    >
      <TeacherTable />
    </AdminPart>
  );
}
