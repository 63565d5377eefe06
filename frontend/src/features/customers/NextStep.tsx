import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./customers.module.css";
import type { CustomerRow } from "./types";

/** When to call next; late: in red. */
export function NextStep({ next_follow_up_at: next }: Pick<CustomerRow, "next_follow_up_at">) {
  if (!next) return <span aria-hidden>–</span>;
  return (
    <span className={classes.due} data-late={new Date(next) < new Date()}>
      <RelativeDate at={next} />
    </span>
  );
}
