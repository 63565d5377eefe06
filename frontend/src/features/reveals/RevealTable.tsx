import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { type ListState, useListState } from "@/lib/useListState";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { RelativeDate } from "@/ui/RelativeDate";
import { type Reveal, useRevealNumbers, useReveals } from "./queries";
import classes from "./reveals.module.css";

const NAMES = ["employee", "since", "until"] as const;
const ORDERINGS = ["-at"] as const;

export const useRevealList = (): ListState => useListState(NAMES, ORDERINGS);

/** The ledger: who was shown whose contacts, when and why. */
export function RevealTable({ everybody, list }: { everybody: boolean; list: ListState }) {
  const rows = useReveals({ ...list.filters, ordering: "-at" });
  const people = useRevealNumbers().data?.people ?? [];
  const columns = useMemo(() => columnsOf(everybody), [everybody]);
  const person = {
    name: "employee",
    label: t("privacy.ledger.who"),
    options: people.map(({ employee: { id, name } }) => ({ value: String(id), label: name })),
  };
  return (
    <>
      <FilterBar
        list={list}
        filters={[
          ...(everybody ? [person] : []),
          {
            name: "dates",
            label: t("privacy.ledger.dates"),
            range: { from: "since", to: "until" },
          },
        ]}
      />
      <DataTable
        label={t("privacy.ledger.title")}
        query={rows}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(row) => <Card row={row} />}
        empty={<EmptyState title={t("privacy.ledger.none")} hint={t("privacy.ledger.noneHint")} />}
      />
    </>
  );
}

function columnsOf(everybody: boolean): Column<Reveal>[] {
  const who: Column<Reveal> = {
    id: "who",
    header: t("privacy.ledger.who"),
    width: "minmax(100px, 1fr)",
    cell: ({ employee }) => employee.name,
  };
  return [
    {
      id: "at",
      header: t("privacy.ledger.when"),
      width: "130px",
      cell: ({ at }) => <RelativeDate at={at} />,
    },
    ...(everybody ? [who] : []),
    {
      id: "whom",
      header: t("privacy.ledger.whom"),
      width: "minmax(120px, 1fr)",
      cell: (row) => <Whom row={row} />,
    },
    {
      id: "what",
      header: t("privacy.ledger.what"),
      width: "minmax(120px, 1fr)",
      cell: ({ kinds }) => kindsText(kinds),
    },
    {
      id: "why",
      header: t("privacy.ledger.why"),
      width: "minmax(160px, 2fr)",
      cell: (row) => <Why row={row} />,
    },
  ];
}

const kindsText = (kinds: Reveal["kinds"]) =>
  kinds.map((kind) => t(`customers.field.${kind}`)).join(" · ");

/** Whom one sees no more has a number only. */
function Whom({ row: { customer, name } }: { row: Reveal }) {
  if (name === null) return <span>{t("privacy.ledger.gone", { id: customer })}</span>;
  return (
    <Anchor component={Link} to={paths.customer(customer)} className={classes.link ?? ""}>
      {name || t("privacy.ledger.gone", { id: customer })}
    </Anchor>
  );
}

const Why = ({ row: { reason } }: { row: Reveal }) => (
  <span className={reason ? classes.line : classes.quiet} title={reason}>
    {reason || t("privacy.ledger.erased")}
  </span>
);

function Card({ row }: { row: Reveal }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <Whom row={row} />
        <RelativeDate at={row.at} />
      </div>
      <div>
        {row.employee.name} · {kindsText(row.kinds)}
      </div>
      <div className={classes.quiet}>{row.reason || t("privacy.ledger.erased")}</div>
    </div>
  );
}
