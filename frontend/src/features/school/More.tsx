import type { ReactNode } from "react";
import { t } from "@/i18n";
import classes from "./school.module.css";

interface Props {
  /** Something in it has to be looked at. */
  open: boolean;
  children: ReactNode;
}

/** What rarely differs from the school's own, out of the way. */
export function More({ open, children }: Props) {
  // Opened by what is wrong inside, and closed by whoever opened it.
  return (
    <details className={classes.more} {...(open ? { open } : {})}>
      <summary className={classes.summary}>{t("admin.more")}</summary>
      <div className={classes.fields}>{children}</div>
    </details>
  );
}
