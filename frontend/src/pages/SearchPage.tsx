import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import {
  countText,
  type CustomerRow,
  CustomerTable,
  HELD_FILTERS,
  KnownPerson,
  orderingChoices,
  SEARCH_ORDERINGS,
  useCustomerFilters,
  useCustomerList,
  useKnown,
} from "@/features/customers";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useListState } from "@/lib/useListState";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { PageHeader } from "@/ui/PageHeader";
import { CustomerDesk } from "./parts/CustomerDesk";
import { RowAction } from "./parts/RowAction";
import { useLiveRows } from "./parts/useLiveRows";

/** The one search: whoever I may see, and whether the school knows a whole number. */
export default function SearchPage() {
  return (
    <CustomerDesk>
      <Found />
    </CustomerDesk>
  );
}

function Found() {
  const list = useListState(HELD_FILTERS, SEARCH_ORDERINGS);
  const filters = useCustomerFilters(HELD_FILTERS);
  const text = list.search;
  const { query, total } = useCustomerList("all", list.query, text !== "");
  // Who would newly be found only the search itself can tell.
  const live = useLiveRows(query.data, () => false);
  return (
    <>
      <PageHeader
        title={text ? t("customers.find.results", { text }) : t("customers.find.title")}
        note={text && countText(total)}
      />
      <FilterBar
        list={list}
        filters={filters}
        orderings={orderingChoices(SEARCH_ORDERINGS)}
        searchLabel={t("nav.searchHint")}
      />
      {text === "" ? (
        <EmptyState title={t("customers.find.prompt")} hint={t("customers.find.promptHint")} />
      ) : (
        <>
          <KnownPerson text={text} />
          <CustomerTable<CustomerRow>
            label={t("customers.list.found")}
            query={query}
            list={list}
            action={(row) => <RowAction customer={row} />}
            empty={<Nobody text={text} />}
            marks={live.marks}
            news={live.news}
          />
        </>
      )}
    </>
  );
}

function Nobody({ text }: { text: string }) {
  const { data: known } = useKnown(text);
  // Whoever is known elsewhere is not to be entered again.
  if (known?.length) return <EmptyState title={t("customers.find.none", { text })} />;
  return (
    <EmptyState
      title={t("customers.find.none", { text })}
      hint={t("customers.find.noneHint")}
      action={
        <Button component={Link} to={paths.newCustomer()}>
          {t("customers.find.enter")}
        </Button>
      }
    />
  );
}
