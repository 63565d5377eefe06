import { Button } from "@mantine/core";
import { RoomTable } from "@/features/school/RoomTable";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { AdminPart } from "./parts/AdminPart";

export default function AdminRoomsPage() {
  const me = useMe();
  const [, setOpen] = useUrlParam("edit");
  return (
    <AdminPart
      title={t("admin.room.title")}
      note={t("admin.room.lead")}
      needs="classes.edit"
      primary={<Button onClick={() => setOpen("new")}>{t("admin.room.add")}</Button>}
    >
      <RoomTable campus={me.campus?.id} anywhere={me.role === "admin"} />
    </AdminPart>
  );
}
