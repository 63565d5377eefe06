import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { sum } from "@/lib/amounts";
import { amountText } from "@/ui/amountText";
import type { TableQuery } from "@/ui/DataTable";
import { MoreRows } from "@/ui/DataTable/MoreRows";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { readable } from "@/ui/PhoneLink";
import { Choice } from "./Choice";
import classes from "./counter.module.css";
import { onePerEnrollment } from "./lines";
import { type Part, type Seat, useDue, useFound, useSeats } from "./queries";
import { dueText, heldText } from "./words";

/** Who pays, and for which enrollment they came. */
export type OnPick = (payer: number, enrollment?: number) => void;

interface Props {
  chosen: number | undefined;
  onPick: OnPick;
}

/** One choice a household: who pays, and for whom. */
export function FoundList({ words, chosen, onPick }: Props & { words: string }) {
  const { data, error, refetch } = useFound(words);
  if (!data && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Coming />;
  const empty = <EmptyState title={t("counter.nobody")} hint={t("counter.nobodyHint")} />;
  return (
    <List rows={households(data)} empty={empty} id={([first]) => first.payer.id}>
      {([first, ...more]) => (
        <Choice
          chosen={chosen === first.payer.id}
          name={first.payer.name || t("payments.unnamed")}
          aside={<Owed of={[first, ...more]} />}
          lines={[readable(first.payer.phone), ...[first, ...more].map(studentText)]}
          onClick={() => onPick(first.payer.id)}
        />
      )}
    </List>
  );
}

/** Parts by the day they are due. */
export function PartList(props: Props & { due: "today" | "overdue"; campus: string }) {
  const parts = useDue(props.due, props.campus, true);
  return (
    <Face
      query={{ ...parts, data: parts.data && onePerEnrollment(parts.data) }}
      hint={t(`counter.noneHint.${props.due}`)}
      id={({ id }) => id}
    >
      {(part: Part) => (
        <Choice
          chosen={props.chosen === part.payer.id}
          name={part.customer.name || t("payments.unnamed")}
          aside={amountText(part.payable, part.currency)}
          lines={[
            dueText(part.due_date),
            placeText(part),
            part.payer.id === part.customer.id ? "" : part.payer.name,
          ]}
          onClick={() => props.onPick(part.payer.id, part.enrollment)}
        />
      )}
    </Face>
  );
}

/** Seats that wait for their money. */
export function SeatList({ campus, chosen, onPick }: Props & { campus: string }) {
  const seats = useSeats(campus, true);
  return (
    <Face query={seats} hint={t("counter.noneHint.seats")} id={({ id }) => id}>
      {(seat: Seat) => (
        <Choice
          chosen={chosen === seat.payer.id}
          name={seat.customer.name || t("payments.unnamed")}
          aside={amountText(seat.balance, seat.currency)}
          lines={[
            seat.held_until && heldText(seat.held_until),
            placeText(seat),
            seat.payer.id === seat.customer.id ? "" : seat.payer.name,
          ]}
          onClick={() => onPick(seat.payer.id, seat.id)}
        />
      )}
    </Face>
  );
}

interface FaceProps<Row> {
  query: TableQuery<Row>;
  hint: string;
  id: (row: Row) => number;
  children: (row: Row) => ReactNode;
}

function Face<Row>({ query, hint, id, children }: FaceProps<Row>) {
  const { data, error, refetch } = query;
  if (!data && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Coming />;
  return (
    <>
      <List rows={data} id={id} empty={<EmptyState title={t("counter.none")} hint={hint} />}>
        {children}
      </List>
      {query.hasNextPage && <MoreRows query={query} shown={data.length} />}
    </>
  );
}

interface ListProps<Row> {
  rows: readonly Row[];
  id: (row: Row) => number;
  empty: ReactNode;
  children: (row: Row) => ReactNode;
}

function List<Row>({ rows, id, empty, children }: ListProps<Row>) {
  if (rows.length === 0) return empty;
  return (
    <ul className={classes.choices} aria-label={t("counter.toPay")}>
      {rows.map((row) => (
        <li key={id(row)}>{children(row)}</li>
      ))}
    </ul>
  );
}

const Coming = () => <Skeleton height={240} role="status" aria-label={t("ui.loading")} />;

type Household = [Seat, ...Seat[]];

/** In the order in which they were found. */
function households(rows: readonly Seat[]): Household[] {
  const found = new Map<number, Household>();
  for (const row of rows) {
    const known = found.get(row.payer.id);
    if (known) known.push(row);
    else found.set(row.payer.id, [row]);
  }
  return [...found.values()];
}

function Owed({ of: [first, ...more] }: { of: Household }) {
  const same = [first, ...more].filter(({ currency }) => currency === first.currency);
  return amountText(sum(same.map(({ balance }) => balance)), first.currency);
}

const studentText = (one: Seat) =>
  [one.customer.name || t("payments.unnamed"), one.class_group.code].join(" · ");

const placeText = ({ class_group: group }: Seat | Part) =>
  [group.code, group.course.name, group.campus.name].join(" · ");
