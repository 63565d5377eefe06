import { Button } from "@mantine/core";
import { useState } from "react";
import {
  BulkOutcome,
  countText,
  CustomerTable,
  orderingChoices,
  POOL_FILTERS,
  POOL_ORDERINGS,
  useCommands,
  useCustomerFilters,
} from "@/features/customers";
import {
  AllowanceNote,
  ClaimButton,
  ClaimManyButton,
  ClaimNextButton,
  type PoolRow,
  useAllowance,
  usePool,
} from "@/features/pool";
import { takenText } from "@/features/live";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { useListState } from "@/lib/useListState";
import { useSelection } from "@/ui/DataTable";
import { TableSkeleton } from "@/ui/DataTable/TableSkeleton";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { CustomerDesk } from "./parts/CustomerDesk";
import { useLiveRows } from "./parts/useLiveRows";

export default function PoolPage() {
  return (
    <CustomerDesk>
      <Pool />
    </CustomerDesk>
  );
}

function Pool() {
  // A line for each pool with a limit: what stands below must not be pushed down by them.
  const { isLoading } = useAllowance();
  const phone = useIsPhone();
  const list = useListState(POOL_FILTERS, POOL_ORDERINGS);
  const filters = useCustomerFilters(POOL_FILTERS);
  const { query, total } = usePool(list.query);
  const { open, claim, claiming } = useCommands();
  const narrowed = list.search !== "" || Object.keys(list.filters).length > 0;
  const bulk = usePoolBulk();
  const live = useLiveRows(query.data, ({ kind }) => kind === "released");
  return (
    <>
      <PageHeader
        title={t("nav.pool")}
        note={
          <>
            <AllowanceNote /> {total && `· ${countText(total)}`}
          </>
        }
        primary={<ClaimNextButton onClaimed={(customer) => open(customer.id)} />}
      />
      {isLoading ? (
        <TableSkeleton label={t("ui.loading")} cards={phone} />
      ) : (
        <>
          <FilterBar
            list={list}
            filters={filters}
            orderings={orderingChoices(POOL_ORDERINGS)}
            searchLabel={t("customers.search")}
          />
          <CustomerTable<PoolRow>
            label={t("pool.list")}
            query={query}
            list={list}
            pool
            action={(row) => (
              <ClaimButton
                customer={row}
                taken={takenText(live.found.get(row.id))}
                loading={claiming === row.id}
                onClaim={() => claim(row)}
              />
            )}
            empty={
              narrowed ? (
                <EmptyState
                  title={t("customers.list.noMatch")}
                  hint={t("customers.list.noMatchHint")}
                  action={
                    <Button variant="default" onClick={list.clear}>
                      {t("ui.clearFilters")}
                    </Button>
                  }
                />
              ) : (
                <EmptyState title={t("pool.empty")} hint={t("pool.emptyHint")} />
              )
            }
            selection={bulk.selection}
            bulkActions={bulk.actions}
            marks={live.marks}
            news={live.news}
          />
        </>
      )}
      {bulk.outcome}
    </>
  );
}

type Partly = Pick<Parameters<typeof BulkOutcome>[0], "results" | "customers">;

/** Claim many (everybody), assign many (who leads), and the honest word about those who were gone. */
function usePoolBulk() {
  const me = useMe();
  const { assign } = useCommands();
  const selection = useSelection();
  const [partly, setPartly] = useState<Partly | null>(null);
  return {
    selection,
    actions: (rows: PoolRow[]) => (
      <>
        <ClaimManyButton
          rows={rows}
          me={{ id: me.id, name: me.display_name }}
          onPartly={(results, customers) => setPartly({ results, customers })}
          onDone={selection.clear}
        />
        {me.capabilities.includes("customers.assign") && (
          <Button size="compact-sm" variant="default" onClick={() => assign(rows, selection.clear)}>
            {t("customers.act.assign")}
          </Button>
        )}
      </>
    ),
    outcome: partly && (
      <BulkOutcome
        {...partly}
        done={(count) => t("pool.claimedMany", { count })}
        onClose={() => setPartly(null)}
      />
    ),
  };
}
