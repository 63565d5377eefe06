import { Button } from "@mantine/core";
import { EntryList } from "@/features/lists/EntryList";
import { KINDS } from "@/features/lists/queries";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { Tabs } from "@/ui/Tabs";
import { AdminPart } from "./parts/AdminPart";
import classes from "./parts/AdminPart.module.css";

export default function AdminListsPage() {
  const [open, setOpen] = useUrlParam("edit");
  return (
    <AdminPart
      title={t("admin.list.title")}
      note={t("admin.list.lead")}
      primary={<Button onClick={() => setOpen("new")}>{t("admin.list.add")}</Button>}
    >
      <div className={classes.body}>
        <Tabs
          label={t("admin.list.title")}
          tabs={KINDS.map((kind) => ({
            id: kind,
            label: t(`admin.list.kind.${kind}`),
            content: <EntryList kind={kind} open={open} onOpen={setOpen} />,
          }))}
        />
      </div>
    </AdminPart>
  );
}
