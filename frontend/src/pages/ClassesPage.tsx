import { Anchor, Button } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { ClassTable } from "@/features/classes/ClassTable";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useUrlParam } from "@/lib/useUrlParam";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

const ClassPanel = later(async () => (await import("@/features/classes/ClassPanel")).ClassPanel);

export default function ClassesPage() {
  const me = useMe();
  const navigate = useNavigate();
  const [edit, setEdit] = useUrlParam("edit");
  const may = me.capabilities.includes("classes.edit");
  const close = () => setEdit(undefined);
  const open = (id: number) => void navigate({ to: paths.class(id) });
  return (
    <>
      <PageHeader
        title={t("nav.classes")}
        actions={
          may && (
            <Anchor component={Link} to={paths.adminOf("rooms")}>
              {t("classes.rooms")}
            </Anchor>
          )
        }
        primary={
          may && (
            <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEdit("new")}>
              {t("classes.plan")}
            </Button>
          )
        }
      />
      <ClassTable onOpen={({ id }) => open(id)} />
      {may && edit === "new" && (
        <ClassPanel
          campus={me.campus?.id}
          anywhere={me.role === "admin"}
          onClose={close}
          onDone={({ id }) => open(id)}
        />
      )}
    </>
  );
}
