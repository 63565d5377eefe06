import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { useListState } from "@/lib/useListState";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { NameLink } from "@/ui/NameLink";
import { PhoneLink } from "@/ui/PhoneLink";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./enrollments.module.css";
import { type EndingRow, useEndingSoon } from "./queries";

// `class_group`, `campus` and `course` come by a link.
const NAMES = ["consultant", "going_on", "class_group", "campus", "course"] as const;
const ORDERINGS = ["end_date", "-end_date"] as const;

interface Props {
  label: string;
  /** Of whom one may choose; who leads nobody sees their own. */
  consultants: { value: string; label: string }[];
  onOpen: (row: EndingRow) => void;
  onCall: (row: EndingRow) => void;
  /** What to do with them: log, enroll. */
  actions: (row: EndingRow) => ReactNode;
}

/** Students whose class ends soon, the next to end first. */
export function EndingTable({ label, consultants, onOpen, onCall, actions }: Props) {
  const list = useListState(NAMES, ORDERINGS);
  const found = useEndingSoon(list.query);
  const columns = useMemo(() => columnsOf(onCall, actions), [onCall, actions]);
  return (
    <>
      <FilterBar
        list={list}
        filters={[
          {
            name: "going_on",
            label: t("enrollments.ending.nextLabel"),
            options: [
              { value: "0", label: t("enrollments.ending.notYet") },
              { value: "1", label: t("enrollments.ending.goesOn") },
            ],
          },
          ...(consultants.length > 0
            ? [
                {
                  name: "consultant",
                  label: t("enrollments.seller"),
                  options: consultants,
                  multiple: true,
                },
              ]
            : []),
        ]}
        orderings={[
          { value: "end_date", label: t("enrollments.ending.soonest") },
          { value: "-end_date", label: t("enrollments.ending.latest") },
        ]}
      />
      <DataTable
        label={label}
        query={found}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(row) => <EndingCard {...{ row, onCall, actions }} />}
        onOpen={onOpen}
        empty={
          <EmptyState
            title={t("enrollments.ending.none")}
            hint={t("enrollments.ending.noneHint")}
          />
        }
      />
    </>
  );
}

const nameOf = (row: EndingRow) => row.customer.name || t("enrollments.unnamed");
const endText = (row: EndingRow) => exactDay(row.end_date, getLanguage());

function Next({ row: { next_class: next } }: { row: EndingRow }) {
  if (!next) return <StatusDot color="amber">{t("enrollments.ending.notYet")}</StatusDot>;
  return (
    <Anchor component={Link} to={paths.class(next.id)} fz="inherit">
      {next.name}
    </Anchor>
  );
}

function EndingCard({
  row,
  onCall,
  actions,
}: { row: EndingRow } & Pick<Props, "onCall" | "actions">) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <NameLink to={paths.customer(row.customer.id)}>{nameOf(row)}</NameLink>
        <Next row={row} />
      </div>
      <div className={classes.quiet}>
        {[row.class_group.code, row.class_group.course.name, endText(row), row.consultant?.name]
          .filter(Boolean)
          .join(" · ")}
      </div>
      <div className={classes.cardTop}>
        <PhoneLink phone={row.payer.phone} masked={row.contact_masked} onCall={() => onCall(row)} />
        {actions(row)}
      </div>
    </div>
  );
}

function columnsOf(onCall: Props["onCall"], actions: Props["actions"]): Column<EndingRow>[] {
  return [
    {
      id: "customer",
      header: t("enrollments.customer"),
      width: "minmax(110px, 1fr)",
      cell: nameOf,
    },
    {
      id: "phone",
      header: t("enrollments.payer"),
      width: "150px",
      cell: (row) => (
        <PhoneLink phone={row.payer.phone} masked={row.contact_masked} onCall={() => onCall(row)} />
      ),
    },
    {
      id: "class",
      header: t("enrollments.class"),
      width: "minmax(140px, 1.4fr)",
      cell: ({ class_group: group }) => `${group.code} · ${group.course.name}`,
    },
    { id: "ends", header: t("enrollments.ending.ends"), width: "160px", cell: endText },
    {
      id: "seller",
      header: t("enrollments.seller"),
      width: "110px",
      wideOnly: true,
      cell: (row) => row.consultant?.name ?? "–",
    },
    {
      id: "next",
      header: t("enrollments.ending.next"),
      width: "140px",
      cell: (row) => <Next row={row} />,
    },
    {
      id: "actions",
      header: t("customers.list.actions"),
      hideHeader: true,
      width: "190px",
      align: "end",
      cell: actions,
    },
  ];
}
