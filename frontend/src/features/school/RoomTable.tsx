import { UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { later } from "@/ui/later";
import { InUse } from "./InUse";
import { type Room, useRoomList } from "./teachingQueries";
import classes from "./school.module.css";

const EntryPanel = later(async () => (await import("./EntryPanel")).EntryPanel);
const RoomForm = later(async () => (await import("./RoomForm")).RoomForm);

interface Props {
  /** Where one works: a manager adds rooms there and nowhere else. */
  campus?: number | undefined;
  anywhere: boolean;
}

/** Rooms of all campuses, in use or not; which one is open stands in the URL. */
export function RoomTable({ campus, anywhere }: Props) {
  const rooms = useRoomList();
  const [open, setOpen] = useUrlParam("edit");
  const show = ({ id, may_edit }: Room) => {
    if (may_edit) setOpen(String(id));
  };
  const columns = useMemo(() => columnsOf(), []);
  const close = () => setOpen(undefined);
  const edited = rooms.data?.find(({ id, may_edit }) => may_edit && String(id) === open);
  return (
    <>
      <DataTable
        label={t("admin.room.title")}
        query={rooms}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(room) => <RoomCard room={room} onOpen={() => show(room)} />}
        onOpen={show}
        empty={<EmptyState title={t("admin.room.none")} hint={t("admin.room.noneHint")} />}
      />
      {(edited ?? open === "new") && (
        <EntryPanel title={edited?.name ?? t("admin.room.add")} onClose={close}>
          <RoomForm
            room={edited}
            campus={campus}
            anywhere={anywhere}
            onDone={close}
            onCancel={close}
          />
        </EntryPanel>
      )}
    </>
  );
}

const seatsText = ({ capacity }: Room) =>
  capacity === null ? "–" : t("admin.room.seats", { count: capacity });

function columnsOf(): Column<Room>[] {
  return [
    {
      id: "name",
      header: t("admin.name"),
      width: "minmax(120px, 1.5fr)",
      cell: ({ name }) => <span className={classes.name}>{name}</span>,
    },
    {
      id: "campus",
      header: t("admin.room.campus"),
      width: "minmax(120px, 1.5fr)",
      cell: ({ campus }) => campus.name,
    },
    {
      id: "capacity",
      header: t("admin.room.capacity"),
      width: "100px",
      align: "end",
      cell: seatsText,
    },
    { id: "state", header: t("admin.state"), width: "140px", cell: (room) => <InUse {...room} /> },
  ];
}

function RoomCard({ room, onOpen }: { room: Room; onOpen: () => void }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        {room.may_edit ? (
          <UnstyledButton className={classes.cardName} onClick={onOpen}>
            {room.name}
          </UnstyledButton>
        ) : (
          <span className={classes.name}>{room.name}</span>
        )}
        <InUse {...room} />
      </div>
      <div className={classes.quiet}>{[room.campus.name, seatsText(room)].join(" · ")}</div>
    </div>
  );
}
