import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { getLanguage, t } from "@/i18n";
import { moneyText } from "@/lib/money";
import { paths } from "@/lib/paths";
import { useListState } from "@/lib/useListState";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { type Filter, FilterBar } from "@/ui/FilterBar";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./classes.module.css";
import {
  type ClassRow,
  useCampuses,
  useClassList,
  useCourses,
  useTeachers,
  useTerms,
} from "./queries";
import { Seats } from "./Seats";
import {
  datesText,
  namesText,
  STATES,
  stateColor,
  stateText,
  TYPES,
  typeText,
  weekText,
} from "./words";

const NAMES = [
  "campus",
  "course",
  "state",
  "term",
  "class_type",
  "teacher",
  "free",
  "ends_within",
] as const;
const ORDERINGS = ["-start_date", "start_date", "end_date", "code"] as const;
const MONTH = "30";

/** Every class with its week and its seats. */
export function ClassTable({ onOpen }: { onOpen: (row: ClassRow) => void }) {
  const list = useListState(NAMES, ORDERINGS);
  const rows = useClassList(list.query);
  const columns = useMemo(() => columnsOf(), []);
  return (
    <>
      <FilterBar
        list={list}
        filters={useFilters()}
        orderings={[
          { value: "-start_date", label: t("classes.order.latest") },
          { value: "start_date", label: t("classes.order.earliest") },
          { value: "end_date", label: t("classes.order.ending") },
          { value: "code", label: t("classes.order.code") },
        ]}
      />
      <DataTable
        label={t("nav.classes")}
        query={rows}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(row) => <ClassCard row={row} />}
        onOpen={onOpen}
        empty={<EmptyState title={t("classes.none")} hint={t("classes.noneHint")} />}
      />
    </>
  );
}

const choices = (found: { id: number; name: string }[] | undefined) =>
  (found ?? []).map(({ id, name: label }) => ({ value: String(id), label }));

function useFilters(): Filter[] {
  const terms = useTerms().data ?? [];
  const several = (name: string, label: string, options: { value: string; label: string }[]) => ({
    name,
    label,
    options,
    multiple: true,
  });
  return [
    several("campus", t("classes.campus"), choices(useCampuses().data)),
    several("course", t("classes.course"), choices(useCourses().data)),
    several(
      "state",
      t("classes.stateLabel"),
      STATES.map((value) => ({ value, label: stateText(value) })),
    ),
    several(
      "term",
      t("classes.term"),
      terms.map((value) => ({ value, label: value })),
    ),
    { name: "free", label: t("classes.free"), options: [{ value: "1", label: t("classes.free") }] },
    {
      name: "ends_within",
      label: t("classes.endingSoon"),
      options: [{ value: MONTH, label: t("classes.endsWithin", { count: Number(MONTH) }) }],
    },
    {
      ...several(
        "class_type",
        t("classes.type"),
        TYPES.map((value) => ({ value, label: typeText(value) })),
      ),
      rare: true,
    },
    { ...several("teacher", t("classes.teacher"), choices(useTeachers().data)), rare: true },
  ];
}

const Name = ({ row }: { row: ClassRow }) => (
  <Link to={paths.class(row.id)} className={classes.name}>
    {row.code}
  </Link>
);

function columnsOf(): Column<ClassRow>[] {
  return [
    {
      id: "code",
      header: t("classes.class"),
      width: "minmax(80px, 0.8fr)",
      ordering: "code",
      cell: (row) => <Name row={row} />,
    },
    {
      id: "course",
      header: t("classes.course"),
      width: "minmax(110px, 1.3fr)",
      cell: ({ course }) => course.name,
    },
    {
      id: "state",
      header: t("classes.stateLabel"),
      width: "110px",
      cell: ({ state }) => <StatusDot color={stateColor(state)}>{stateText(state)}</StatusDot>,
    },
    {
      id: "week",
      header: t("classes.week"),
      width: "minmax(130px, 1.4fr)",
      cell: (row) => <span title={weekText(row)}>{weekText(row) || "–"}</span>,
    },
    {
      id: "seats",
      header: t("classes.seats"),
      width: "minmax(130px, 1.1fr)",
      cell: (row) => <Seats {...row} />,
    },
    {
      id: "dates",
      header: t("classes.dates"),
      width: "minmax(185px, 1.5fr)",
      ordering: "start_date",
      cell: datesText,
    },
    {
      id: "campus",
      header: t("classes.campus"),
      width: "minmax(80px, 0.9fr)",
      wideOnly: true,
      cell: ({ campus }) => campus.name,
    },
    {
      id: "teachers",
      header: t("classes.teachers"),
      width: "minmax(80px, 0.9fr)",
      wideOnly: true,
      cell: ({ teachers }) => namesText(teachers) || "–",
    },
    {
      id: "tuition",
      header: t("classes.tuition"),
      width: "110px",
      align: "end",
      wideOnly: true,
      cell: ({ tuition, currency }) => moneyText(tuition, currency, getLanguage()),
    },
  ];
}

function ClassCard({ row }: { row: ClassRow }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <Name row={row} />
        <StatusDot color={stateColor(row.state)}>{stateText(row.state)}</StatusDot>
      </div>
      <div>{[row.course.name, row.campus.name].join(" · ")}</div>
      <div className={classes.quiet}>
        {[weekText(row), datesText(row)].filter(Boolean).join(" · ")}
      </div>
      <Seats {...row} />
    </div>
  );
}
