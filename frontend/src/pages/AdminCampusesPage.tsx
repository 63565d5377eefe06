import { Button } from "@mantine/core";
import { CampusTable } from "@/features/school/CampusTable";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { AdminPart } from "./parts/AdminPart";

export default function AdminCampusesPage() {
  const [, setOpen] = useUrlParam("edit");
  return (
    <AdminPart
      title={t("admin.campus.title")}
      note={t("admin.campus.lead")}
      primary={<Button onClick={() => setOpen("new")}>{t("admin.campus.add")}</Button>}
    >
      <CampusTable />
    </AdminPart>
  );
}
