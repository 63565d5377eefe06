import { UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import { getLanguage, t } from "@/i18n";
import { moneyText } from "@/lib/money";
import { useUrlParam } from "@/lib/useUrlParam";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { later } from "@/ui/later";
import { InUse } from "./InUse";
import { type Course, useCourseList } from "./queries";
import classes from "./school.module.css";

const EntryPanel = later(async () => (await import("./EntryPanel")).EntryPanel);
const CourseForm = later(async () => (await import("./CourseForm")).CourseForm);

/** Courses, in use or not; which one is open stands in the URL. */
export function CourseTable() {
  const courses = useCourseList();
  const [open, setOpen] = useUrlParam("edit");
  const show = ({ id }: Course) => setOpen(String(id));
  const columns = useMemo(() => columnsOf(), []);
  const close = () => setOpen(undefined);
  const edited = courses.data?.find(({ id }) => String(id) === open);
  return (
    <>
      <DataTable
        label={t("admin.course.title")}
        query={courses}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(course) => <CourseCard course={course} onOpen={() => show(course)} />}
        onOpen={show}
        empty={<EmptyState title={t("admin.course.none")} hint={t("admin.course.noneHint")} />}
      />
      {(edited ?? open === "new") && (
        <EntryPanel title={edited?.name ?? t("admin.course.add")} onClose={close}>
          <CourseForm course={edited} onDone={close} onCancel={close} />
        </EntryPanel>
      )}
    </>
  );
}

const priceText = ({ price, currency }: Course) => moneyText(price, currency, getLanguage());

function columnsOf(): Column<Course>[] {
  return [
    {
      id: "name",
      header: t("admin.name"),
      width: "minmax(160px, 2fr)",
      cell: ({ name }) => <span className={classes.name}>{name}</span>,
    },
    {
      id: "code",
      header: t("admin.code"),
      width: "minmax(100px, 1fr)",
      wideOnly: true,
      cell: ({ code }) => code,
    },
    {
      id: "hours",
      header: t("admin.course.hours"),
      width: "90px",
      align: "end",
      cell: ({ hours }) => hours ?? "–",
    },
    {
      id: "price",
      header: t("admin.course.price"),
      width: "130px",
      align: "end",
      cell: priceText,
    },
    {
      id: "state",
      header: t("admin.state"),
      width: "140px",
      cell: (course) => <InUse {...course} />,
    },
  ];
}

function CourseCard({ course, onOpen }: { course: Course; onOpen: () => void }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <UnstyledButton className={classes.cardName} onClick={onOpen}>
          {course.name}
        </UnstyledButton>
        <InUse {...course} />
      </div>
      <div className={classes.quiet}>
        {[
          course.hours === null ? "" : t("admin.course.hoursCount", { count: course.hours }),
          course.price === null ? "" : priceText(course),
        ]
          .filter(Boolean)
          .join(" · ") || "–"}
      </div>
    </div>
  );
}
