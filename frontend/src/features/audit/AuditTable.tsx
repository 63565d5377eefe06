import { UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { t } from "@/i18n";
import { type ListState, useListState } from "@/lib/useListState";
import { useUrlParam } from "@/lib/useUrlParam";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { type Filter, FilterBar, SearchInput } from "@/ui/FilterBar";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./audit.module.css";
import { EventSentence } from "./EventSentence";
import { type AuditEvent, useActors, useEvents } from "./queries";
import { changesText, sentenceText } from "./sentence";

// What is opened on demand is loaded then.
const EventPanel = lazy(async () => ({ default: (await import("./EventPanel")).EventPanel }));

// `subject` comes by a link that asks for the history of one thing.
const NAMES = ["kind", "actor", "since", "until", "customer", "subject_type", "subject"] as const;
const ORDERINGS = ["-at"] as const;
const AREAS = [
  "customer",
  "follow_up",
  "plan",
  "consultation",
  "form",
  "employee",
  "invitation",
  "session",
  "pool",
  "department",
  "campus",
  "course",
  "listentry",
  "calendarentry",
  "leave",
  "import",
  "school",
] as const;

export function AuditTable() {
  const list = useListState(NAMES, ORDERINGS);
  const { subject, ...filters } = list.filters;
  const one = subject ? { subject: Number(subject) } : {};
  const events = useEvents({ ...filters, ...one, ordering: list.ordering });
  const [open, setOpen] = useUrlParam("event");
  const columns = useMemo(() => columnsOf(), []);
  const show = ({ id }: AuditEvent) => setOpen(String(id));
  const shown = events.data?.find(({ id }) => String(id) === open);
  return (
    <>
      <FilterBar list={list} filters={useFilters()}>
        <CustomerNumber value={filters.customer} set={list.set} />
      </FilterBar>
      <DataTable
        label={t("audit.title")}
        query={events}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(event) => <EventCard event={event} onOpen={() => show(event)} />}
        onOpen={show}
        empty={<EmptyState title={t("audit.none")} hint={t("audit.noneHint")} />}
      />
      <Suspense>
        {shown && <EventPanel event={shown} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  );
}

interface NumberProps {
  value: string | undefined;
  set: ListState["set"];
}

/** The number that stands in a customer's address; what is no number asks for nothing. */
const CustomerNumber = ({ value, set }: NumberProps) => (
  <SearchInput
    label={t("audit.customerId")}
    value={value ?? ""}
    onChange={(typed) => set({ customer: /^\d{1,18}$/.test(typed) ? typed : undefined })}
  />
);

function useFilters(): Filter[] {
  const actors = useActors().data ?? [];
  return [
    {
      name: "kind",
      label: t("audit.kindOf"),
      options: AREAS.map((area) => ({ value: `${area}.`, label: t(`audit.area.${area}`) })),
    },
    {
      name: "actor",
      label: t("audit.who"),
      multiple: true,
      options: [
        ...actors.map(({ id, display_name: label }) => ({ value: String(id), label })),
        { value: "none", label: t("audit.system") },
      ],
    },
    { name: "dates", label: t("audit.dates"), range: { from: "since", to: "until" } },
  ];
}

function columnsOf(): Column<AuditEvent>[] {
  return [
    {
      id: "at",
      header: t("audit.when"),
      width: "130px",
      cell: ({ at }) => <RelativeDate at={at} />,
    },
    {
      id: "what",
      header: t("audit.what"),
      width: "minmax(260px, 3fr)",
      cell: (event) => (
        <span className={classes.line} title={sentenceText(event)}>
          <EventSentence event={event} />
        </span>
      ),
    },
    {
      id: "changed",
      header: t("audit.changed"),
      width: "minmax(160px, 2fr)",
      cell: (event) => {
        const text = changesText(event).join(" · ");
        return (
          <span className={classes.quiet} title={text}>
            {text || "–"}
          </span>
        );
      },
    },
    {
      id: "request",
      header: t("audit.request"),
      width: "120px",
      wideOnly: true,
      cell: ({ request_id: id }) => (
        <code className={classes.request}>{id.slice(0, 8) || "–"}</code>
      ),
    },
  ];
}

function EventCard({ event, onOpen }: { event: AuditEvent; onOpen: () => void }) {
  const changes = changesText(event).join(" · ");
  return (
    <div className={classes.card}>
      <div>
        <EventSentence event={event} />
      </div>
      {changes && <div className={classes.wrapped}>{changes}</div>}
      <div className={classes.cardEnd}>
        <RelativeDate at={event.at} />
        <UnstyledButton className={classes.more} onClick={onOpen}>
          {t("audit.more")}
        </UnstyledButton>
      </div>
    </div>
  );
}
