import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { campusesQuery } from "@/api/reference";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { useListState } from "@/lib/useListState";
import { useUrlParam } from "@/lib/useUrlParam";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { type Filter, FilterBar } from "@/ui/FilterBar";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./inquiries.module.css";
import { InquiryCard, State } from "./InquiryCard";
import { CHANNELS, type Inquiry, useFormNames, useInquiries } from "./queries";
import { askedText, contactsText, howText, nameOf, reasonText } from "./words";

const NAMES = [
  "channel",
  "campus",
  "form",
  "mine",
  "reason",
  "customer",
  "since",
  "until",
] as const;
const ORDERINGS = ["-created_at"] as const;
const TABS = ["waiting", "all", "rejected"] as const;
type Tab = (typeof TABS)[number];
const REASONS = [
  "form_closed",
  "origin_not_allowed",
  "honeypot",
  "malformed",
  "no_contact",
  "invalid_contact",
  "consent_missing",
  "spam",
  "not_a_prospect",
  "unreachable",
  "duplicate",
  "other",
] as const;

interface Props {
  /** Administrators know the forms. */
  knowsForms: boolean;
  onOpen: (inquiry: Inquiry) => void;
}

/** What waits first, the oldest on top; everything; and what was turned away. */
export function InquiryTable({ knowsForms, onOpen }: Props) {
  const [said, setTab] = useUrlParam("tab");
  const tab: Tab = TABS.find((each) => each === said) ?? "waiting";
  const list = useListState(NAMES, ORDERINGS);
  const inquiries = useInquiries({ ...list.query, ...queryOf(tab) });
  const columns = useMemo(() => columnsOf(onOpen), [onOpen]);
  const phone = useIsPhone();
  const narrowed = list.search !== "" || Object.keys(list.filters).length > 0;
  return (
    <>
      <div className={classes.tabs}>
        <SegmentedControl
          aria-label={t("inquiries.show")}
          size={phone ? "xs" : "sm"}
          value={tab}
          onChange={(next) => setTab(next === "waiting" ? undefined : next)}
          data={TABS.map((value) => ({ value, label: t(`inquiries.tab.${value}`) }))}
        />
      </div>
      <FilterBar
        list={list}
        filters={useFilters(tab, knowsForms)}
        searchLabel={t("inquiries.search")}
      />
      <DataTable
        label={t("nav.inquiries")}
        query={inquiries}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(inquiry) => <InquiryCard inquiry={inquiry} onOpen={() => onOpen(inquiry)} />}
        onOpen={onOpen}
        empty={<Empty tab={tab} narrowed={narrowed} onClear={list.clear} />}
      />
    </>
  );
}

function queryOf(tab: Tab) {
  if (tab === "waiting") return { disposition: "undisposed", ordering: "created_at" as const };
  return tab === "rejected" ? { disposition: "rejected" } : {};
}

function Empty({ tab, narrowed, onClear }: { tab: Tab; narrowed: boolean; onClear: () => void }) {
  if (narrowed)
    return (
      <EmptyState
        title={t("inquiries.noMatch")}
        action={
          <Button variant="default" onClick={onClear}>
            {t("ui.clearFilters")}
          </Button>
        }
      />
    );
  return <EmptyState title={t(`inquiries.none.${tab}`)} hint={t(`inquiries.noneHint.${tab}`)} />;
}

function useFilters(tab: Tab, knowsForms: boolean): Filter[] {
  const { data: campuses = [] } = useQuery(campusesQuery);
  const { data: forms = [] } = useFormNames(knowsForms);
  const named = (all: readonly { id: number; name: string }[]) =>
    all.map(({ id, name }) => ({ value: String(id), label: name }));
  const reasons = REASONS.map((value) => ({ value, label: reasonText(value) }));
  return [
    {
      name: "channel",
      label: t("inquiries.field.channel"),
      multiple: true,
      options: (["web_form", ...CHANNELS, "api"] as const).map((value) => ({
        value,
        label: t(`customers.channel.${value}`),
      })),
    },
    ...(tab === "rejected"
      ? [{ name: "reason", label: t("inquiries.field.reason"), multiple: true, options: reasons }]
      : []),
    {
      name: "campus",
      label: t("inquiries.field.campus"),
      multiple: true,
      options: named(campuses),
    },
    ...(knowsForms
      ? [{ name: "form", label: t("inquiries.field.form"), multiple: true, options: named(forms) }]
      : []),
    ...(tab === "all"
      ? [
          {
            name: "mine",
            label: t("inquiries.field.mine"),
            options: [{ value: "1", label: t("inquiries.ofMine") }],
          },
        ]
      : []),
    { name: "dates", label: t("inquiries.field.when"), range: { from: "since", to: "until" } },
  ];
}

/** What there is to do: settle it, or look at it. */
function Action({ inquiry, onOpen }: { inquiry: Inquiry; onOpen: () => void }): ReactNode {
  const waits = inquiry.disposition === "undisposed";
  const label = waits ? t("inquiries.settle") : t("inquiries.look");
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={`${label}: ${nameOf(inquiry)}`}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      {label}
    </Button>
  );
}

function columnsOf(onOpen: (inquiry: Inquiry) => void): Column<Inquiry>[] {
  return [
    {
      id: "when",
      header: t("inquiries.field.when"),
      width: "120px",
      cell: ({ created_at }) => <RelativeDate at={created_at} />,
    },
    {
      id: "who",
      header: t("inquiries.field.who"),
      width: "minmax(180px, 1.6fr)",
      cell: (inquiry) => (
        <span className={classes.who}>
          <span className={classes.name}>{nameOf(inquiry)}</span>
          <span className={`${classes.quiet} ${classes.line}`}>{contactsText(inquiry)}</span>
        </span>
      ),
    },
    {
      id: "asked",
      header: t("inquiries.field.asked"),
      width: "minmax(160px, 1.7fr)",
      cell: (inquiry) => (
        <span className={classes.line} title={askedText(inquiry)}>
          {askedText(inquiry) || "–"}
        </span>
      ),
    },
    {
      id: "how",
      header: t("inquiries.field.channel"),
      width: "minmax(110px, 1fr)",
      wideOnly: true,
      cell: (inquiry) => <span className={classes.quiet}>{howText(inquiry)}</span>,
    },
    {
      id: "state",
      header: t("inquiries.field.state"),
      width: "minmax(190px, 1.3fr)",
      cell: (inquiry) => <State inquiry={inquiry} />,
    },
    {
      id: "actions",
      header: t("inquiries.field.actions"),
      hideHeader: true,
      width: "100px",
      align: "end",
      cell: (inquiry) => <Action inquiry={inquiry} onOpen={() => onOpen(inquiry)} />,
    },
  ];
}
