import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import {
  countText,
  type CustomerRow,
  CustomerTable,
  HELD_FILTERS,
  HELD_ORDERINGS,
  LogButton,
  MINE_FILTERS,
  orderingChoices,
  RestoreButton,
  RESTORER_FILTERS,
  type Scope,
  useCommands,
  useCustomerFilters,
  useCustomerList,
} from "@/features/customers";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { type ListState, useListState } from "@/lib/useListState";
import { useSelection } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { CustomerDesk } from "./CustomerDesk";
import { RowAction } from "./RowAction";
import { useLiveRows } from "./useLiveRows";

interface Props {
  scope: Scope;
  title: string;
  label: string;
  /** Nobody at all, before any filter. */
  empty: { title: string; hint?: string };
}

/** Mine, Department, All: the same list of another scope. */
export function HeldListPage(props: Props) {
  return (
    <CustomerDesk>
      <HeldList {...props} />
    </CustomerDesk>
  );
}

type HeldFilter = (typeof RESTORER_FILTERS)[number];
type HeldOrdering = (typeof HELD_ORDERINGS)[number];

function HeldList({ scope, title, label, empty }: Props) {
  const mine = scope === "mine";
  const names = useFilterNames(scope);
  const list = useListState<HeldFilter, HeldOrdering>(names, HELD_ORDERINGS);
  const filters = useCustomerFilters(names);
  const { query, total } = useCustomerList(scope, list.query);
  const selection = useSelection();
  const me = useMe();
  const live = useLiveRows(query.data, ({ holder }) =>
    mine ? holder?.id === me.id : holder !== null,
  );
  return (
    <>
      <PageHeader title={title} note={countText(total)} />
      <FilterBar
        list={list}
        filters={filters}
        orderings={orderingChoices(HELD_ORDERINGS)}
        searchLabel={t("customers.search")}
      />
      <CustomerTable<CustomerRow>
        label={label}
        query={query}
        list={list}
        owner={!mine}
        action={(row) => {
          if (list.filters.deleted) return <RestoreButton customer={row} />;
          return mine ? <LogButton customer={row} /> : <RowAction customer={row} />;
        }}
        empty={<Empty list={list} {...empty} />}
        selection={selection}
        bulkActions={(rows) => <HeldBulk rows={rows} onDone={selection.clear} />}
        marks={live.marks}
        news={live.news}
      />
    </>
  );
}

function useFilterNames(scope: Scope): readonly HeldFilter[] {
  const { capabilities } = useMe();
  if (scope === "mine") return MINE_FILTERS;
  const restores = scope === "all" && capabilities.includes("customers.restore");
  return restores ? RESTORER_FILTERS : HELD_FILTERS;
}

interface EmptyProps {
  list: Pick<ListState, "search" | "filters" | "clear">;
  title: string;
  hint?: string;
}

/** Nobody matches, or nobody is there yet: two different next steps. */
function Empty({ list, title, hint }: EmptyProps) {
  const narrowed = list.search !== "" || Object.keys(list.filters).length > 0;
  if (narrowed)
    return (
      <EmptyState
        title={t("customers.list.noMatch")}
        hint={t("customers.list.noMatchHint")}
        action={
          <Button variant="default" onClick={list.clear}>
            {t("ui.clearFilters")}
          </Button>
        }
      />
    );
  return (
    <EmptyState
      title={title}
      {...(hint ? { hint } : {})}
      action={
        <Button component={Link} to={paths.pool()}>
          {t("customers.list.toPool")}
        </Button>
      }
    />
  );
}

function HeldBulk({ rows, onDone }: { rows: CustomerRow[]; onDone: () => void }) {
  const me = useMe();
  const { release, assign } = useCommands();
  const held = rows.filter((row) => row.owner !== null);
  return (
    <>
      {me.capabilities.includes("customers.assign") && (
        <Button size="compact-sm" variant="default" onClick={() => assign(rows, onDone)}>
          {t("customers.act.assign")}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        disabled={held.length === 0}
        onClick={() => release(held, onDone)}
      >
        {t("customers.act.release")}
      </Button>
    </>
  );
}
