import type { ReactNode } from "react";
import classes from "./workdays.module.css";

interface Props {
  mark: "closed" | "working" | "leave";
  days: string;
  name: string;
  note: string;
  /** What can be done with it. */
  children?: ReactNode;
}

/** Some days and what they are. */
export function Row({ mark, days, name, note, children }: Props) {
  return (
    <li className={classes.row}>
      <span
        className={classes.sample}
        data-mark={mark === "leave" ? undefined : mark}
        data-leave={mark === "leave" || undefined}
        aria-hidden
      />
      <span className={classes.rowDays}>{days}</span>
      <span className={classes.rowWords}>
        <span className={classes.rowName}>{name}</span>
        {note && <span className={classes.rowNote}>{note}</span>}
      </span>
      <span className={classes.rowActions}>{children}</span>
    </li>
  );
}
