import { Button } from "@mantine/core";
import { FormList } from "@/features/forms/FormList";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useUrlParam } from "@/lib/useUrlParam";
import { AdminPart } from "./parts/AdminPart";

export default function AdminFormsPage() {
  const [, setOpen] = useUrlParam("edit");
  return (
    <AdminPart
      title={t("intake.title")}
      note={t("intake.lead")}
      primary={<Button onClick={() => setOpen("new")}>{t("intake.add")}</Button>}
    >
      <FormList inquiriesPath={paths.inquiries()} />
    </AdminPart>
  );
}
