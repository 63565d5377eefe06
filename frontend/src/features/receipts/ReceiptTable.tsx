import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { campusesQuery } from "@/api/reference";
import { t } from "@/i18n";
import { useListState } from "@/lib/useListState";
import { amountText } from "@/ui/amountText";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { RelativeDate } from "@/ui/RelativeDate";
import { type ReceiptRow, useReceipts } from "./queries";
import classes from "./receipts.module.css";

const NAMES = ["campus", "issued_from", "issued_to"] as const;
const ORDERINGS = ["-issued_at"] as const;

interface Props {
  label: string;
  onOpen: (row: ReceiptRow) => void;
}

/** What was handed out for money, the newest first. */
export function ReceiptTable({ label, onOpen }: Props) {
  const list = useListState(NAMES, ORDERINGS);
  const campuses = useQuery(campusesQuery).data ?? [];
  // The list's search is for the number that is printed on it.
  const { search, ...rest } = list.query;
  const receipts = useReceipts({ ...rest, ...(search && { number: search }) });
  const columns = useMemo(() => columnsOf(), []);
  return (
    <>
      <FilterBar
        list={list}
        searchLabel={t("payments.byNumber")}
        filters={[
          {
            name: "campus",
            label: t("payments.campus"),
            options: campuses.map(({ id, name }) => ({ value: String(id), label: name })),
            multiple: true,
          },
          {
            name: "days",
            label: t("payments.issued"),
            range: { from: "issued_from", to: "issued_to" },
          },
        ]}
      />
      <DataTable
        label={label}
        query={receipts}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(row) => <ReceiptCard row={row} onOpen={onOpen} />}
        onOpen={onOpen}
        empty={<EmptyState title={t("payments.noReceipts")} hint={t("payments.noReceiptsHint")} />}
      />
    </>
  );
}

function ReceiptCard({ row, onOpen }: { row: ReceiptRow; onOpen: (row: ReceiptRow) => void }) {
  return (
    <div className={classes.card}>
      <div className={classes.line}>
        <button type="button" className={classes.open} onClick={() => onOpen(row)}>
          {row.number}
        </button>
        <span className={classes.amount}>{amountText(row.total, row.currency)}</span>
      </div>
      <div className={classes.quiet}>
        {[row.payer, row.campus.name, row.issued_by?.name].filter(Boolean).join(" · ")}
        {" · "}
        <RelativeDate at={row.issued_at} />
      </div>
    </div>
  );
}

function columnsOf(): Column<ReceiptRow>[] {
  return [
    {
      id: "number",
      header: t("payments.number"),
      width: "minmax(150px, 1fr)",
      cell: ({ number }) => number,
    },
    {
      id: "payer",
      header: t("payments.payer"),
      width: "minmax(140px, 1.4fr)",
      cell: ({ payer }) => payer || t("payments.unnamed"),
    },
    {
      id: "campus",
      header: t("payments.campus"),
      width: "140px",
      cell: ({ campus }) => campus.name,
    },
    {
      id: "total",
      header: t("payments.total"),
      width: "120px",
      align: "end",
      cell: ({ total, currency }) => amountText(total, currency),
    },
    {
      id: "issued",
      header: t("payments.issued"),
      width: "120px",
      cell: ({ issued_at: at }) => <RelativeDate at={at} />,
    },
    {
      id: "by",
      header: t("payments.issuedBy"),
      width: "120px",
      wideOnly: true,
      cell: ({ issued_by: by }) => by?.name ?? "–",
    },
  ];
}
