import { UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { t } from "@/i18n";
import { useListState } from "@/lib/useListState";
import { useUrlParam } from "@/lib/useUrlParam";
import { Avatar } from "@/ui/Avatar";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { type Filter, FilterBar } from "@/ui/FilterBar";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./people.module.css";
import { type Employee, ROLES, STATES, useDepartments, useEmployees } from "./queries";
import { departmentChoices, STATE_COLORS } from "./words";

// What is opened on demand is loaded then.
const PersonPanel = lazy(async () => ({ default: (await import("./PersonPanel")).PersonPanel }));

const NAMES = ["state", "role", "department"] as const;
const ORDERINGS = ["display_name", "-display_name", "-created_at", "created_at"] as const;

interface Props {
  /** Whether the viewer sees more than active colleagues' names. */
  leads: boolean;
  /** The address of the customers somebody holds. */
  customersOf: (id: number) => string;
}

export function PeopleTable({ leads, customersOf }: Props) {
  const list = useListState(NAMES, ORDERINGS);
  const people = useEmployees(list.query);
  const [open, setOpen] = useUrlParam("person");
  const filters = useFilters(leads);
  const show = (who: Employee) => setOpen(String(who.id));
  const columns = useMemo(() => columnsFor(leads), [leads]);
  const narrowed = Object.keys(list.filters).length > 0 || list.search !== "";
  return (
    <>
      <FilterBar list={list} filters={filters} searchLabel={t("people.search")} />
      <DataTable
        label={t("nav.people")}
        query={people}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(who) => <PersonCard who={who} onOpen={() => show(who)} />}
        onOpen={show}
        ordering={{ value: list.ordering, onChange: (ordering) => list.set({ ordering }) }}
        empty={
          <EmptyState
            title={t("people.nobody")}
            hint={narrowed ? t("people.fewerFilters") : t("people.nobodyHint")}
          />
        }
      />
      <Suspense>
        {open && (
          <PersonPanel
            id={Number(open)}
            customersOf={customersOf}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </>
  );
}

function useFilters(leads: boolean): Filter[] {
  const departments = departmentChoices(useDepartments().data ?? []);
  const states: Filter = {
    name: "state",
    label: t("people.field.state"),
    multiple: true,
    options: STATES.map((value) => ({ value, label: t(`people.state.${value}`) })),
  };
  return [
    // Others see active colleagues only.
    ...(leads ? [states] : []),
    {
      name: "role",
      label: t("people.field.role"),
      multiple: true,
      options: ROLES.map((value) => ({ value, label: t(`people.role.${value}`) })),
    },
    {
      name: "department",
      label: t("people.field.department"),
      multiple: true,
      options: departments,
    },
  ];
}

function columnsFor(leads: boolean): Column<Employee>[] {
  const all: Column<Employee>[] = [
    {
      id: "name",
      header: t("people.field.name"),
      width: "minmax(160px, 2fr)",
      ordering: "display_name",
      cell: (who) => (
        <span className={classes.person}>
          <Avatar name={who.display_name} />
          <span className={classes.name}>{who.display_name}</span>
        </span>
      ),
    },
    {
      id: "role",
      header: t("people.field.role"),
      width: "120px",
      cell: (who) => t(`people.role.${who.role}`),
    },
    {
      id: "department",
      header: t("people.field.department"),
      width: "minmax(120px, 1.5fr)",
      cell: (who) => who.department?.name ?? "–",
    },
    {
      id: "campus",
      header: t("people.field.campus"),
      width: "minmax(100px, 1fr)",
      cell: (who) => who.campus?.name ?? "–",
    },
  ];
  if (!leads) return all;
  return [
    ...all,
    {
      id: "state",
      header: t("people.field.state"),
      width: "120px",
      cell: (who) => (
        <StatusDot color={STATE_COLORS[who.state]}>{t(`people.state.${who.state}`)}</StatusDot>
      ),
    },
    {
      id: "held",
      header: t("people.field.held"),
      width: "100px",
      align: "end",
      cell: (who) => who.held ?? "–",
    },
    {
      id: "contact",
      header: t("people.field.contact"),
      width: "minmax(140px, 1.4fr)",
      wideOnly: true,
      cell: (who) => [who.mobile, who.email].filter(Boolean).join(" · ") || "–",
    },
  ];
}

function PersonCard({ who, onOpen }: { who: Employee; onOpen: () => void }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <Avatar name={who.display_name} size={28} />
        <UnstyledButton className={classes.cardName} onClick={onOpen}>
          {who.display_name}
        </UnstyledButton>
        <StatusDot color={STATE_COLORS[who.state]}>{t(`people.state.${who.state}`)}</StatusDot>
      </div>
      <div className={classes.cardEnd}>
        <span>
          {[t(`people.role.${who.role}`), who.department?.name, who.campus?.name]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {who.held !== undefined && <span>{t("people.holds", { count: who.held })}</span>}
      </div>
    </div>
  );
}
