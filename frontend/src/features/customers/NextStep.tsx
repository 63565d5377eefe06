import { t } from "@/i18n";
import { daysUntil } from "@/lib/dates";
import { CountdownPill } from "@/ui/CountdownPill";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./customers.module.css";
import type { CustomerRow } from "./types";

const SOON_DAYS = 3;

type Props = Pick<CustomerRow, "next_follow_up_at" | "recycle_due_at">;

/** When to call next (late: in red), and how long until they go back to the pool, once that is near. */
export function NextStep({ next_follow_up_at: next, recycle_due_at: back }: Props) {
  const near = back !== null && daysUntil(back) <= SOON_DAYS;
  return (
    <span className={classes.next}>
      {next ? (
        <span className={classes.due} data-late={new Date(next) < new Date()}>
          <RelativeDate at={next} />
        </span>
      ) : (
        !near && <span aria-hidden>–</span>
      )}
      {near && <CountdownPill until={back} label={t("customers.view.backIn")} />}
    </span>
  );
}
