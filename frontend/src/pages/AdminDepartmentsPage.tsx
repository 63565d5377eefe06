import { Button } from "@mantine/core";
import { DepartmentTree } from "@/features/school/DepartmentTree";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { AdminPart } from "./parts/AdminPart";

export default function AdminDepartmentsPage() {
  const [, setOpen] = useUrlParam("edit");
  return (
    <AdminPart
      title={t("admin.department.title")}
      note={t("admin.department.lead")}
      primary={<Button onClick={() => setOpen("new")}>{t("admin.department.add")}</Button>}
    >
      <DepartmentTree />
    </AdminPart>
  );
}
