import { Button, NativeSelect } from "@mantine/core";
import { ChevronDown, ListFilter } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import type { ListState } from "@/lib/useListState";
import { later } from "@/ui/later";
import classes from "./FilterBar.module.css";
import { SearchInput } from "./SearchInput";
import type { Filter } from "./types";

// What drops down is loaded behind the list: the rows are what one waits for.
const FilterChip = later<ChipProps>(
  async () => (await import("./FilterChip")).FilterChip,
  ({ filter, onAsk }: ChipProps & { onAsk: () => void }) => (
    <Button
      variant="default"
      size="xs"
      className={classes.button ?? ""}
      rightSection={<ChevronDown size={14} aria-hidden />}
      onClick={onAsk}
      // The chip may take this button's place before the mouse is let go, and then there is no click.
      onMouseDown={onAsk}
    >
      {filter.label}
    </Button>
  ),
);
const Panel = lazy(async () => ({ default: (await import("@/ui/Panel")).Panel }));

export type { Filter } from "./types";
export { SearchInput } from "./SearchInput";

interface ChipProps {
  filter: Filter;
  list: ListState;
}

interface Props {
  /** From useListState(). */
  list: ListState;
  filters: Filter[];
  orderings?: { value: string; label: string }[];
  searchLabel?: string;
  /** Quiet extra at the end: an export button. */
  children?: ReactNode;
}

/** Everything that narrows a list, bound to the URL; one button on a phone. */
export function FilterBar({ list, filters, orderings, searchLabel, children }: Props) {
  const phone = useIsPhone();
  const active = Object.values(list.filters).filter(Boolean).length;
  const [all, setAll] = useState(false);
  const used = (filter: Filter) => namesOf(filter).some((name) => list.filters[name]);
  const shown = filters.filter((filter) => phone || all || !filter.rare || used(filter));
  const chips = shown.map((filter) => <FilterChip key={filter.name} filter={filter} list={list} />);
  return (
    <div className={classes.bar}>
      {searchLabel && (
        <SearchInput
          className={classes.search}
          label={searchLabel}
          value={list.search}
          onChange={(search) => list.set({ search })}
        />
      )}
      {phone ? <PhoneFilters active={active}>{chips}</PhoneFilters> : chips}
      {shown.length < filters.length && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setAll(true)}>
          {t("ui.moreFilters")}
        </Button>
      )}
      {active > 0 && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={list.clear}>
          {t("ui.clearFilters")}
        </Button>
      )}
      <div className={classes.end}>
        {orderings && (
          <NativeSelect
            size="xs"
            aria-label={t("ui.orderBy")}
            data={orderings}
            value={list.ordering}
            onChange={(event) => list.set({ ordering: event.currentTarget.value })}
          />
        )}
        {children}
      </div>
    </div>
  );
}

/** The API's parameters of one filter. */
const namesOf = (filter: Filter) =>
  "range" in filter ? [filter.range.from, filter.range.to] : [filter.name];

function PhoneFilters({ active, children }: { active: number; children: ReactNode }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<ListFilter size={15} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {active ? `${t("ui.filters")} · ${active}` : t("ui.filters")}
      </Button>
      {opened && (
        <Suspense>
          <Panel opened onClose={() => setOpened(false)} title={t("ui.filters")}>
            <div className={classes.stack}>{children}</div>
          </Panel>
        </Suspense>
      )}
    </>
  );
}
