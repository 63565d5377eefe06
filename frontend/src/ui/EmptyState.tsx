import type { ReactNode } from "react";
import classes from "./State.module.css";

interface Props {
  title: string;
  /** What to do next, in words. */
  hint?: string;
  /** The button that does it. */
  action?: ReactNode;
}

export function EmptyState({ title, hint, action }: Props) {
  return (
    <div className={classes.state}>
      <p className={classes.title}>{title}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
