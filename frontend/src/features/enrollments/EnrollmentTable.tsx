import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { t } from "@/i18n";
import { isSome } from "@/lib/amounts";
import { paths } from "@/lib/paths";
import { useListState } from "@/lib/useListState";
import { amountText } from "@/ui/amountText";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { NameLink } from "@/ui/NameLink";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./enrollments.module.css";
import { type EnrollmentRow, useEnrollments } from "./queries";
import { OWING, STATE_COLORS, STATES, stateText } from "./words";

// `customer`, `class_group` and `consultant` come by a link.
const NAMES = ["state", "customer", "class_group", "consultant", "campus"] as const;
const ORDERINGS = ["-created_at", "created_at", "submitted_at", "held_until"] as const;

interface Props {
  label: string;
  onOpen: (row: EnrollmentRow) => void;
}

/** Enrollments by state, newest first. */
export function EnrollmentTable({ label, onOpen }: Props) {
  const list = useListState(NAMES, ORDERINGS);
  const found = useEnrollments(list.query);
  const columns = useMemo(() => columnsOf(), []);
  return (
    <>
      <FilterBar
        list={list}
        filters={[
          {
            name: "state",
            label: t("enrollments.stateLabel"),
            options: STATES.map((value) => ({ value, label: stateText(value) })),
            multiple: true,
          },
        ]}
        orderings={[
          { value: "-created_at", label: t("enrollments.newestFirst") },
          { value: "created_at", label: t("enrollments.oldestFirst") },
          { value: "submitted_at", label: t("enrollments.longestWaiting") },
          { value: "held_until", label: t("enrollments.endingFirst") },
        ]}
      />
      <DataTable
        label={label}
        query={found}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(row) => <EnrollmentCard row={row} />}
        onOpen={onOpen}
        empty={<EmptyState title={t("enrollments.none")} hint={t("enrollments.noneHint")} />}
      />
    </>
  );
}

/** Those of one customer, in their view. */
export function EnrollmentsOf({ customer }: { customer: number }) {
  const found = useEnrollments({ customer: String(customer) });
  return (
    <ul className={classes.list}>
      {(found.data ?? []).map((row) => (
        <li key={row.id}>
          <EnrollmentCard row={row} />
          {OWING.includes(row.state) && <Owed row={row} />}
        </li>
      ))}
      {found.data?.length === 0 && <li className={classes.quiet}>{t("enrollments.nothingYet")}</li>}
    </ul>
  );
}

/** What is open of one that can be paid for, and the way to say that it was paid. */
function Owed({ row }: { row: EnrollmentRow }) {
  if (!isSome(row.balance)) return null;
  return (
    <div className={classes.cardTop}>
      <span>{t("enrollments.openAmount", { amount: amountText(row.balance, row.currency) })}</span>
      <Anchor component={Link} to={paths.payFor(row.id)}>
        {t("enrollments.enterPayment")}
      </Anchor>
    </div>
  );
}

export function EnrollmentCard({ row }: { row: EnrollmentRow }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <NameLink to={paths.enrollment(row.id)}>
          {row.customer.name || t("enrollments.unnamed")} · {row.class_group.code}
        </NameLink>
        <StatusDot color={STATE_COLORS[row.state]}>{stateText(row.state)}</StatusDot>
      </div>
      <div className={classes.quiet}>
        {[
          row.class_group.course.name,
          row.class_group.campus.name,
          amountText(row.net_price, row.currency),
          row.consultant?.name,
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </div>
  );
}

function columnsOf(): Column<EnrollmentRow>[] {
  return [
    {
      id: "customer",
      header: t("enrollments.customer"),
      width: "minmax(120px, 1.2fr)",
      cell: (row) => row.customer.name || t("enrollments.unnamed"),
    },
    {
      id: "class",
      header: t("enrollments.class"),
      width: "minmax(160px, 1.6fr)",
      cell: ({ class_group: group }) => `${group.code} · ${group.course.name}`,
    },
    {
      id: "campus",
      header: t("enrollments.campus"),
      width: "120px",
      wideOnly: true,
      cell: (row) => row.class_group.campus.name,
    },
    {
      id: "state",
      header: t("enrollments.stateLabel"),
      width: "150px",
      cell: (row) => <StatusDot color={STATE_COLORS[row.state]}>{stateText(row.state)}</StatusDot>,
    },
    {
      id: "net",
      header: t("enrollments.net"),
      width: "110px",
      align: "end",
      cell: (row) => amountText(row.net_price, row.currency),
    },
    {
      id: "balance",
      header: t("enrollments.balance"),
      width: "110px",
      align: "end",
      cell: (row) => amountText(row.balance, row.currency),
    },
    {
      id: "seller",
      header: t("enrollments.seller"),
      width: "110px",
      wideOnly: true,
      cell: (row) => row.consultant?.name ?? "–",
    },
    {
      id: "created",
      header: t("enrollments.created"),
      width: "110px",
      cell: (row) => <RelativeDate at={row.created_at} />,
    },
  ];
}
