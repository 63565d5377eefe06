import type { ReactNode } from "react";
import { t } from "@/i18n";
import type { Column } from "@/ui/DataTable";
import { PhoneLink } from "@/ui/PhoneLink";
import { RelativeDate } from "@/ui/RelativeDate";
import { RowMenuButton } from "./commands/RowMenuButton";
import { Countdown } from "./Countdown";
import { CustomerName } from "./CustomerName";
import classes from "./customers.module.css";
import { Holder } from "./Holder";
import { LastWords } from "./LastWords";
import { NextStep } from "./NextStep";
import { StatusMark } from "./StatusMark";
import type { CustomerRow } from "./types";
import { labelOf } from "./words";

interface Options<Row> {
  /** In the pool there is no holder and no next step, but the time since when they lie there. */
  pool?: boolean;
  /** In one's own list the holder is oneself. */
  owner?: boolean;
  /** The row's first button; everything else is in its menu. */
  action: (row: Row) => ReactNode;
  /** The number was tapped. */
  onCall: (row: Row) => void;
}

/** A customer's row is the same everywhere: who, status, next step, last words, where from. */
export function customerColumns<Row extends CustomerRow>(options: Options<Row>): Column<Row>[] {
  const { pool = false, owner = true, action, onCall } = options;
  const field = (name: FieldName) => t(`customers.field.${name}`);
  return [
    {
      id: "name",
      header: field("name"),
      width: "minmax(115px, 1.5fr)",
      ordering: "name",
      cell: (row) => <CustomerName customer={row} />,
    },
    {
      id: "status",
      header: field("status"),
      width: "minmax(112px, 124px)",
      cell: (row) => <StatusMark status={row.status} />,
    },
    {
      id: "phone",
      header: field("phone"),
      width: "minmax(123px, 126px)",
      cell: (row) => (
        <PhoneLink phone={row.phone} masked={row.contact_masked} onCall={() => onCall(row)} />
      ),
    },
    ...(pool ? [entered<Row>()] : held<Row>(owner)),
    {
      id: "last_contact",
      header: field("last_contact_at"),
      width: "minmax(96px, 2.2fr)",
      ordering: "last_contact_at",
      cell: (row) => <LastWords {...row} />,
    },
    ...origin<Row>(pool),
    {
      id: "actions",
      header: t("customers.list.actions"),
      hideHeader: true,
      width: "minmax(108px, 118px)",
      align: "end",
      cell: (row) => (
        <span className={classes.actions}>
          {action(row)}
          <RowMenuButton customer={row} />
        </span>
      ),
    },
  ];
}

type FieldName = "name" | "status" | "phone" | "last_contact_at";

function entered<Row extends CustomerRow>(): Column<Row> {
  return {
    id: "entered",
    header: t("customers.field.entered_at"),
    width: "124px",
    wideOnly: true,
    cell: (row) => <RelativeDate at={row.entered_at} />,
  };
}

function held<Row extends CustomerRow>(owner: boolean): Column<Row>[] {
  const next: Column<Row> = {
    id: "next",
    header: t("customers.field.next_follow_up_at"),
    width: "minmax(88px, 112px)",
    ordering: "next_follow_up_at",
    cell: (row) => <NextStep {...row} />,
  };
  const back: Column<Row> = {
    id: "back",
    header: t("customers.list.back"),
    width: "104px",
    ordering: "recycle_due_at",
    cell: (row) => <Countdown {...row} />,
  };
  const holder: Column<Row> = {
    id: "owner",
    header: t("customers.field.owner"),
    width: "minmax(80px, 100px)",
    cell: (row) => <Holder {...row} />,
  };
  return owner ? [holder, next, back] : [next, back];
}

/** Of whom nobody holds, where they wanted to learn as well; beside a holder and two dates there is no room. */
function origin<Row extends CustomerRow>(pool: boolean): Column<Row>[] {
  const campus: Column<Row> = {
    id: "campus",
    header: t("customers.field.campus"),
    width: "minmax(64px, 96px)",
    wideOnly: true,
    cell: (row) => row.campus?.name ?? "–",
  };
  const source: Column<Row> = {
    id: "source",
    header: t("customers.field.source"),
    width: "minmax(64px, 96px)",
    wideOnly: true,
    cell: (row) => labelOf(row.source) || "–",
  };
  return pool ? [campus, source] : [source];
}
