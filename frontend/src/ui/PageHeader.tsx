import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./PageHeader.module.css";

interface Props {
  /** Also the document's title. */
  title: string;
  /** One quiet line: a count, an allowance. */
  note?: ReactNode;
  /** At most one primary button, and quiet ones. */
  actions?: ReactNode;
}

export function PageHeader({ title, note, actions }: Props) {
  useDocumentTitle(`${title} · Shoal`);
  return (
    <header className={classes.header}>
      <h1 className={classes.title}>{title}</h1>
      {note && <div className={classes.note}>{note}</div>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
