import { useMediaQuery } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useWays } from "@/api/reference";
import { t, useLanguage } from "@/i18n";
import { type ListState, useListState } from "@/lib/useListState";
import { DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { later } from "@/ui/later";
import { AskedStep } from "./AskedStep";
import { columnsOf, PaymentCard } from "./columns";
import classes from "./money.module.css";
import { type PaymentQuery, usePayments } from "./queries";
import { useFilters } from "./useFilters";
import { useQueue } from "./useQueue";
import { useQueueKeys } from "./useQueueKeys";
import { FIXED, type View } from "./views";

const PaymentPanel = later(async () => (await import("./PaymentPanel")).PaymentPanel);
const QueueKeys = later(async () => (await import("./QueueKeys")).QueueKeys);

// `customer`, `enrollment` and `receipt` come by a link.
const NAMES = [
  "state", "type", "campus", "method", "created_from", "created_to", "confirmed_from",
  "confirmed_to", "customer", "enrollment", "receipt",
] as const; // prettier-ignore
const ORDERINGS = ["-created_at", "created_at", "-confirmed_at"] as const;

interface Props {
  view: View;
  helped: boolean;
  onHelp: (helped: boolean) => void;
}

/** Payments beside the one that is looked at: confirmed, paid out or turned away one after the other. */
export function PaymentQueue({ view, helped, onHelp }: Props) {
  const list = useListState(NAMES, ORDERINGS);
  const found = usePayments(queryOf(view, list));
  const rows = found.data ?? [];
  const queue = useQueue(rows, view !== "all");
  const beside = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const [focused, setFocused] = useState<number>();
  const at = queue.id ?? focused ?? rows[0]?.id;
  useQueueKeys({
    go: queue.go,
    accept: () => at !== undefined && void queue.asking.ask(at),
    reject: () => at !== undefined && void queue.asking.ask(at, "reject"),
    close: () => beside && queue.choose(undefined),
    help: () => onHelp(true),
    paused: queue.asking.asked !== null || helped,
  });
  return (
    <div className={classes.queue} data-beside={beside && queue.id !== undefined}>
      <div className={classes.rows}>
        <Filters list={list} view={view} />
        <Table
          view={view}
          found={found}
          narrow={beside && queue.id !== undefined}
          chosen={queue.id}
          onChoose={queue.choose}
          onMove={(id) => (queue.id === undefined ? setFocused(id) : queue.choose(id))}
        />
      </div>
      {queue.id !== undefined && (
        <PaymentPanel
          id={queue.id}
          beside={beside}
          onStep={(step) => queue.id !== undefined && void queue.asking.ask(queue.id, step)}
          onClose={() => queue.choose(undefined)}
        />
      )}
      <AskedStep asking={queue.asking} />
      {helped && <QueueKeys onClose={() => onHelp(false)} />}
    </div>
  );
}

type Names = (typeof NAMES)[number];
type List = ListState<Names, (typeof ORDERINGS)[number]>;

/** A view says what it is; the rest is as the address says. */
function queryOf(view: View, { query }: List): PaymentQuery {
  return { ...query, ...FIXED[view] } as PaymentQuery;
}

function Filters({ list, view }: { list: List; view: View }) {
  return (
    <FilterBar
      list={list}
      filters={useFilters(view)}
      {...(view === "all" && {
        orderings: [
          { value: "-created_at", label: t("money.order.newest") },
          { value: "created_at", label: t("money.order.oldest") },
          { value: "-confirmed_at", label: t("money.order.confirmed") },
        ],
      })}
    />
  );
}

interface TableProps {
  view: View;
  found: ReturnType<typeof usePayments>;
  /** Beside a panel, where there is room for what tells them apart only. */
  narrow: boolean;
  chosen: number | undefined;
  onChoose: (id: number) => void;
  onMove: (id: number) => void;
}

function Table({ view, found, narrow, chosen, onChoose, onMove }: TableProps) {
  const language = useLanguage();
  const methods = useWays();
  const columns = useMemo(
    () => columnsOf(methods, narrow, view),
    // Headers are said in the page's language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [methods, narrow, view, language],
  );
  return (
    <DataTable
      label={t(`money.view.${view}`)}
      query={found}
      rowId={({ id }) => id}
      columns={columns}
      renderCard={(row) => <PaymentCard row={row} methods={methods} onOpen={onChoose} />}
      onOpen={({ id }) => onChoose(id)}
      current={chosen}
      onMove={({ id }) => onMove(id)}
      empty={<EmptyState title={t(`money.none.${view}`)} hint={t(`money.noneHint.${view}`)} />}
    />
  );
}
