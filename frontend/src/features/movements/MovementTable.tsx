import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useListState } from "@/lib/useListState";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { type Filter, FilterBar } from "@/ui/FilterBar";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./movements.module.css";
import { type Movement, useHolders, useMovements, usePools, useReleaseReasons } from "./queries";
import { Way } from "./Way";
import { becauseText, byText, REASONS, reasonText, RULES, ruleText } from "./words";

// `customer` and `household_once` come by a link: one person's movements, households counted once.
const NAMES = [
  "reason",
  "from",
  "to",
  "since",
  "until",
  "rule",
  "pool",
  "customer",
  "household_once",
] as const;
const ORDERINGS = ["-at", "at"] as const;

type Because = (movement: Movement) => string;

/** Who went from whom to whom, when, by whom and why. */
export function MovementTable() {
  const list = useListState(NAMES, ORDERINGS);
  const movements = useMovements(list.query);
  const reasons = useReleaseReasons().data?.results;
  const because = useMemo<Because>(() => (one) => becauseText(one, reasons ?? []), [reasons]);
  const columns = useMemo(() => columnsOf(because), [because]);
  return (
    <>
      <FilterBar
        list={list}
        filters={useFilters()}
        orderings={[
          { value: "-at", label: t("team.newestFirst") },
          { value: "at", label: t("team.oldestFirst") },
        ]}
      />
      <DataTable
        label={t("team.movements")}
        query={movements}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(one) => <MovementCard movement={one} because={because} />}
        empty={<EmptyState title={t("team.noMovements")} hint={t("team.noMovementsHint")} />}
      />
    </>
  );
}

function useFilters(): Filter[] {
  const people = (useHolders().data ?? []).map(({ id, display_name: label }) => ({
    value: String(id),
    label,
  }));
  const pools = (usePools().data ?? []).map(({ id, name: label }) => ({
    value: String(id),
    label,
  }));
  const holders = [...people, { value: "none", label: t("team.aPool") }];
  const several = (name: string, label: string, options: { value: string; label: string }[]) => ({
    name,
    label,
    options,
    multiple: true,
  });
  return [
    several(
      "reason",
      t("team.what"),
      REASONS.map((value) => ({ value, label: reasonText(value) })),
    ),
    several("from", t("team.from"), holders),
    several("to", t("team.to"), holders),
    { name: "dates", label: t("team.when"), range: { from: "since", to: "until" } },
    {
      name: "rule",
      label: t("team.byRule"),
      options: RULES.map((value) => ({ value, label: ruleText(value) })),
    },
    { ...several("pool", t("team.pool"), pools), rare: true },
    {
      name: "household_once",
      label: t("team.householdOnce"),
      options: [{ value: "1", label: t("team.householdOnce") }],
      rare: true,
    },
  ];
}

function columnsOf(because: Because): Column<Movement>[] {
  return [
    {
      id: "at",
      header: t("team.when"),
      width: "120px",
      cell: ({ at }) => <RelativeDate at={at} />,
    },
    {
      id: "customer",
      header: t("team.customer"),
      width: "minmax(120px, 1.2fr)",
      cell: (one) => <Customer movement={one} />,
    },
    {
      id: "way",
      header: t("team.way"),
      width: "minmax(220px, 2fr)",
      cell: (one) => <Way movement={one} />,
    },
    {
      id: "what",
      header: t("team.what"),
      width: "130px",
      cell: ({ reason }) => reasonText(reason),
    },
    {
      id: "why",
      header: t("team.why"),
      width: "minmax(140px, 1.6fr)",
      cell: (one) => {
        const text = [because(one), one.note].filter(Boolean).join(" · ");
        return (
          <span className={classes.quiet} title={text}>
            {text || "–"}
          </span>
        );
      },
    },
    {
      id: "by",
      header: t("team.by"),
      width: "120px",
      wideOnly: true,
      cell: (one) => byText(one),
    },
  ];
}

function Customer({ movement: { customer } }: { movement: Movement }) {
  if (!customer) return <span className={classes.quiet}>{t("team.noLonger")}</span>;
  return (
    <Link to={paths.customer(customer.id)} className={classes.name}>
      {customer.name || t("customers.unnamed")}
    </Link>
  );
}

function MovementCard({ movement, because }: { movement: Movement; because: Because }) {
  const why = [because(movement), movement.note].filter(Boolean).join(" · ");
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <Customer movement={movement} />
        <span className={classes.what}>{reasonText(movement.reason)}</span>
      </div>
      <Way movement={movement} />
      {why && <div className={classes.why}>{why}</div>}
      <div className={classes.cardEnd}>
        <span>{byText(movement)}</span>
        <RelativeDate at={movement.at} />
      </div>
    </div>
  );
}
