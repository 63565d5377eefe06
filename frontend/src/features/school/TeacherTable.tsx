import { UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { later } from "@/ui/later";
import { InUse } from "./InUse";
import { type Teacher, useTeacherList } from "./teachingQueries";
import classes from "./school.module.css";

const EntryPanel = later(async () => (await import("./EntryPanel")).EntryPanel);
const TeacherForm = later(async () => (await import("./TeacherForm")).TeacherForm);

/** Teachers, in use or not; which one is open stands in the URL. */
export function TeacherTable() {
  const teachers = useTeacherList();
  const [open, setOpen] = useUrlParam("edit");
  const show = ({ id }: Teacher) => setOpen(String(id));
  const columns = useMemo(() => columnsOf(), []);
  const close = () => setOpen(undefined);
  const edited = teachers.data?.find(({ id }) => String(id) === open);
  return (
    <>
      <DataTable
        label={t("admin.teacher.title")}
        query={teachers}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(teacher) => (
          <div className={classes.cardTop}>
            <UnstyledButton className={classes.cardName} onClick={() => show(teacher)}>
              {teacher.name}
            </UnstyledButton>
            <InUse {...teacher} />
          </div>
        )}
        onOpen={show}
        empty={<EmptyState title={t("admin.teacher.none")} hint={t("admin.teacher.noneHint")} />}
      />
      {(edited ?? open === "new") && (
        <EntryPanel title={edited?.name ?? t("admin.teacher.add")} onClose={close}>
          <TeacherForm teacher={edited} onDone={close} onCancel={close} />
        </EntryPanel>
      )}
    </>
  );
}

function columnsOf(): Column<Teacher>[] {
  return [
    {
      id: "name",
      header: t("admin.name"),
      width: "minmax(160px, 2fr)",
      cell: ({ name }) => <span className={classes.name}>{name}</span>,
    },
    {
      id: "employee",
      header: t("admin.teacher.employee"),
      width: "minmax(140px, 1.5fr)",
      cell: ({ employee }) => employee?.name ?? "–",
    },
    {
      id: "state",
      header: t("admin.state"),
      width: "140px",
      cell: (teacher) => <InUse {...teacher} />,
    },
  ];
}
