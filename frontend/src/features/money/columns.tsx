import { UnstyledButton } from "@mantine/core";
import type { ListEntry } from "@/api/reference";
import { t } from "@/i18n";
import type { Column } from "@/ui/DataTable";
import { wayText } from "@/ui/entryText";
import { paymentTypeText } from "@/ui/paymentWords";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./money.module.css";
import { PaymentState } from "./PaymentState";
import type { PaymentRow } from "./queries";
import type { View } from "./views";
import { nameOf, sumText, whoText } from "./words";

const NARROW: readonly string[] = ["payer", "type", "amount", "since"];

/** In the views of what waits, since when it does; in that of everything, how it stands. */
export function columnsOf(
  methods: readonly ListEntry[],
  narrow: boolean,
  view: View,
): Column<PaymentRow>[] {
  const all = allColumns(methods).filter(({ id }) => view === "all" || id !== "state");
  return narrow
    ? all.filter(({ id }) => NARROW.includes(id) || (view === "all" && id === "state"))
    : all;
}

function allColumns(methods: readonly ListEntry[]): Column<PaymentRow>[] {
  return [
    {
      id: "payer",
      header: t("payments.payer"),
      width: "minmax(110px, 1.4fr)",
      cell: (row) => <span title={whoText(row)}>{whoText(row)}</span>,
    },
    {
      id: "type",
      header: t("money.type"),
      width: "minmax(80px, 0.7fr)",
      cell: ({ type }) => paymentTypeText(type),
    },
    {
      id: "amount",
      header: t("payments.amount"),
      width: "minmax(100px, 0.8fr)",
      align: "end",
      cell: sumText,
    },
    {
      id: "state",
      header: t("money.state"),
      width: "minmax(140px, 1fr)",
      cell: (row) => <PaymentState row={row} />,
    },
    {
      id: "method",
      header: t("payments.method"),
      width: "minmax(90px, 0.8fr)",
      cell: ({ method }) => wayText(method, methods) || "–",
    },
    {
      id: "class",
      header: t("payments.class"),
      width: "minmax(90px, 0.9fr)",
      cell: ({ class_group: { code } }) => code,
    },
    {
      id: "campus",
      header: t("money.campus"),
      width: "minmax(90px, 0.9fr)",
      wideOnly: true,
      cell: ({ class_group: { campus } }) => campus.name,
    },
    {
      id: "by",
      header: t("money.submittedBy"),
      width: "minmax(80px, 0.8fr)",
      wideOnly: true,
      cell: ({ submitted_by: by }) => by?.name ?? "–",
    },
    {
      id: "since",
      header: t("money.since"),
      width: "minmax(96px, 0.8fr)",
      cell: (row) => <RelativeDate at={row.confirmed_at ?? row.submitted_at ?? row.created_at} />,
    },
  ];
}

interface CardProps {
  row: PaymentRow;
  methods: readonly ListEntry[];
  onOpen: (id: number) => void;
}

export function PaymentCard({ row, methods, onOpen }: CardProps) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <UnstyledButton className={classes.name ?? ""} onClick={() => onOpen(row.id)}>
          {nameOf(row)}
        </UnstyledButton>
        <span className={classes.amount}>{sumText(row)}</span>
      </div>
      <div className={classes.cardTop}>
        <span className={classes.quiet}>
          {[paymentTypeText(row.type), wayText(row.method, methods), row.class_group.code]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <PaymentState row={row} />
      </div>
    </div>
  );
}
