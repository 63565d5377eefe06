import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { later } from "@/ui/later";
import { Tabs } from "@/ui/Tabs";
import { AdminPart } from "./parts/AdminPart";

// Inputs for numbers are heavy: the page stands before they come.
const PolicyForm = later(async () => (await import("@/features/selling/PolicyForm")).PolicyForm);
const TemplateList = later(
  async () => (await import("@/features/selling/TemplateList")).TemplateList,
);

export default function AdminSellingPage() {
  const [open, setOpen] = useUrlParam("edit");
  const [tab] = useUrlParam("tab");
  return (
    <AdminPart
      title={t("selling.title")}
      note={t("selling.lead")}
      primary={
        tab === "plans" && <Button onClick={() => setOpen("new")}>{t("selling.addPlan")}</Button>
      }
      narrow
    >
      <Tabs
        label={t("selling.title")}
        tabs={[
          { id: "rules", label: t("selling.rulesTab"), content: <PolicyForm /> },
          {
            id: "plans",
            label: t("selling.plansTab"),
            content: <TemplateList open={open} onOpen={setOpen} />,
          },
        ]}
      />
    </AdminPart>
  );
}
