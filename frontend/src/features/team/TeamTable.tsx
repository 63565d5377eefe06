import { Button, NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { t } from "@/i18n";
import { type Figure, rowsOfFigure } from "@/lib/teamRows";
import { useListState } from "@/lib/useListState";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { RelativeDate } from "@/ui/RelativeDate";
import { useIsPhone } from "@/lib/useIsPhone";
import { HeldBar, Households, Number, type Whole } from "./figures";
import { ORDERINGS, sorted } from "./order";
import { Person } from "./Person";
import { type Member, useTeam } from "./queries";
import classes from "./team.module.css";

const NO_FILTERS = [] as const;

/** Who sits on what; every number opens the rows behind it. */
export function TeamTable({ list }: { list: string }) {
  const state = useListState(NO_FILTERS, ORDERINGS);
  const { data: team, error, refetch } = useTeam();
  const phone = useIsPhone();
  const people = useMemo(() => team && sorted(team.people, state.ordering), [team, state.ordering]);
  const whole: Whole = {
    list,
    returningBefore: team?.returning_before ?? "",
    most: Math.max(0, ...(team?.people ?? []).map(({ held }) => held)),
  };
  return (
    <>
      {phone && (
        <NativeSelect
          className={classes.order ?? ""}
          aria-label={t("ui.orderBy")}
          data={orderingChoices()}
          value={state.ordering}
          onChange={(event) => state.set({ ordering: event.currentTarget.value })}
        />
      )}
      <DataTable
        label={t("team.title")}
        query={{ data: people, error, refetch, ...ONE_PAGE }}
        rowId={({ employee }) => employee.id}
        columns={columnsOf(whole)}
        renderCard={(member) => <MemberCard member={member} whole={whole} />}
        ordering={{ value: state.ordering, onChange: (ordering) => state.set({ ordering }) }}
        empty={<EmptyState title={t("team.nobody")} hint={t("team.nobodyHint")} />}
      />
    </>
  );
}

const ONE_PAGE = {
  hasNextPage: false,
  isFetchingNextPage: false,
  isFetchNextPageError: false,
  isPlaceholderData: false,
  fetchNextPage: () => undefined,
};

const NUMBERS = ["never_contacted", "overdue", "returning", "claims_today"] as const;
const WIDTHS = {
  never_contacted: "130px",
  overdue: "96px",
  returning: "122px",
  claims_today: "112px",
};

const orderingChoices = () =>
  (["held", ...NUMBERS] as const).map((figure) => ({
    value: `-${figure}`,
    label: t("team.mostFirst", { what: t(`team.figure.${figure}`) }),
  }));

function columnsOf(whole: Whole): Column<Member>[] {
  const number = (figure: (typeof NUMBERS)[number]): Column<Member> => ({
    id: figure,
    header: t(`team.figure.${figure}`),
    width: WIDTHS[figure],
    align: "end",
    ordering: figure,
    cell: (member) => <Number member={member} figure={figure} whole={whole} />,
  });
  return [
    {
      id: "name",
      header: t("team.person"),
      width: "minmax(180px, 1.5fr)",
      ordering: "name",
      cell: (member) => <Person member={member} />,
    },
    {
      id: "held",
      header: t("team.figure.held"),
      width: "minmax(140px, 1.3fr)",
      ordering: "held",
      cell: (member) => (
        <span className={classes.held}>
          <Number member={member} figure="held" whole={whole} />
          <HeldBar member={member} most={whole.most} />
          <Households member={member} list={whole.list} />
        </span>
      ),
    },
    ...NUMBERS.map(number),
    {
      id: "last_contact_at",
      header: t("team.lastContact"),
      width: "122px",
      ordering: "last_contact_at",
      wideOnly: true,
      cell: ({ last_contact_at: at }) => <RelativeDate at={at} />,
    },
    {
      id: "assign",
      header: t("customers.act.assign"),
      hideHeader: true,
      width: "96px",
      align: "end",
      cell: (member) => <AssignLink member={member} list={whole.list} />,
    },
  ];
}

/** To their customers, where one ticks whom somebody else is to have. */
function AssignLink({ member, list }: { member: Member; list: string }) {
  if (member.held === 0) return null;
  const { to, filters } = rowsOfFigure("held", member, list);
  return (
    <Button
      component={Link}
      to={to}
      search={filters as never}
      variant="default"
      size="compact-sm"
      className={classes.assign ?? ""}
      aria-label={t("team.assignFrom", { name: member.employee.name })}
    >
      {t("customers.act.assign")}
    </Button>
  );
}

function MemberCard({ member, whole }: { member: Member; whole: Whole }) {
  const shown: Exclude<Figure, "households">[] = ["held", ...NUMBERS];
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <Person member={member} size={28} />
        <AssignLink member={member} list={whole.list} />
      </div>
      <HeldBar member={member} most={whole.most} />
      <dl className={classes.figures}>
        {shown.map((figure) => (
          <div key={figure}>
            <dt>{t(`team.figure.${figure}`)}</dt>
            <dd>
              <Number member={member} figure={figure} whole={whole} />
            </dd>
          </div>
        ))}
      </dl>
      <div className={classes.cardEnd}>
        <span>
          {t("team.lastContact")}: <RelativeDate at={member.last_contact_at} />
        </span>
        <Households member={member} list={whole.list} />
      </div>
    </div>
  );
}
