import { Button, Skeleton } from "@mantine/core";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { NameLink } from "@/ui/NameLink";
import { PhoneLink } from "@/ui/PhoneLink";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import { type Roll, type RollRow, useRoll } from "./queries";
import classes from "./roll.module.css";
import { STATE_COLORS, stateText } from "./words";

interface Props {
  classGroup: number;
  /** Absent: nobody enrolls here, or one does not sell. */
  onEnroll?: (() => void) | undefined;
}

/** Who is in a class: seats, the line of those who wait, and the money. */
export function ClassRoll({ classGroup, onEnroll }: Props) {
  const { data: roll, error, refetch } = useRoll(classGroup);
  return (
    <section className={classes.roll} aria-labelledby="class-roll">
      <div className={classes.top}>
        <h2 id="class-roll">{t("enrollments.roll.title")}</h2>
        {onEnroll && (
          <Button size="compact-md" variant="default" onClick={onEnroll}>
            {t("enrollments.roll.enroll")}
          </Button>
        )}
      </div>
      {!roll && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!roll && !error && <Skeleton height={120} aria-label={t("ui.loading")} />}
      {roll && <Rows roll={roll} />}
    </section>
  );
}

function Rows({ roll }: { roll: Roll }) {
  if (roll.results.length === 0)
    return <EmptyState title={t("enrollments.roll.none")} hint={t("enrollments.roll.noneHint")} />;
  return (
    <>
      <Totals roll={roll} />
      <ol className={classes.rows}>
        {roll.results.map((row, index) => (
          <li key={row.enrollment ?? `unseen.${index}`} className={classes.row}>
            <Who row={row} />
            <Stands row={row} />
            <span className={classes.seller}>{row.consultant?.name}</span>
            <Money row={row} />
          </li>
        ))}
      </ol>
      {roll.more && <p className={classes.quiet}>{t("enrollments.roll.more")}</p>}
    </>
  );
}

function Totals({ roll: { totals } }: { roll: Roll }) {
  const amount = (text: string) => amountText(text, totals.currency);
  return (
    <p className={classes.totals}>
      <span>
        {t("enrollments.paid")} <b>{amount(totals.paid)}</b>
      </span>
      <span>
        {t("enrollments.roll.due")} <b>{amount(totals.due)}</b>
      </span>
      {totals.out_of_sight > 0 && (
        <span className={classes.quiet}>
          {t("enrollments.roll.outOfSight", { count: totals.out_of_sight })}
        </span>
      )}
    </p>
  );
}

function Who({ row }: { row: RollRow }) {
  if (row.enrollment === null || !row.payer)
    return <span className={classes.quiet}>{t("enrollments.roll.unseen")}</span>;
  const { customer, payer } = row;
  return (
    <span className={classes.who}>
      <NameLink to={paths.enrollment(row.enrollment)}>
        {customer?.name || t("enrollments.unnamed")}
      </NameLink>
      <span className={classes.quiet}>
        {payer.id !== customer?.id && `${payer.name} `}
        <PhoneLink phone={payer.phone} masked={row.contact_masked} />
      </span>
    </span>
  );
}

function Stands({ row }: { row: RollRow }) {
  return (
    <span className={classes.stands}>
      <StatusDot color={STATE_COLORS[row.state]}>{stateText(row.state)}</StatusDot>
      {row.place_in_line && (
        <span className={classes.quiet}>
          {t("enrollments.place", { place: row.place_in_line })}
        </span>
      )}
      {row.held_until && (
        <span className={classes.quiet}>
          {t("enrollments.heldUntil")} <RelativeDate at={row.held_until} />
        </span>
      )}
    </span>
  );
}

function Money({ row: { paid, due, currency } }: { row: RollRow }) {
  if (paid === null || due === null) return <span />;
  return (
    <span className={classes.money}>
      <span>
        <span className={classes.quiet}>{t("enrollments.paid")}</span> {amountText(paid, currency)}
      </span>
      <span>
        <span className={classes.quiet}>{t("enrollments.roll.due")}</span>{" "}
        {amountText(due, currency)}
      </span>
    </span>
  );
}
