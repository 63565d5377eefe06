import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./PageHeader.module.css";

interface Props {
  /** Also the document's title. */
  title: string;
  /** One quiet line: a count, an allowance. */
  note?: ReactNode;
  actions?: ReactNode;
  /** The page's one primary button: on a phone in a bar above the bottom one, for the thumb. */
  primary?: ReactNode;
}

export function PageHeader({ title, note, actions, primary }: Props) {
  useDocumentTitle(`${title} · Shoal`);
  return (
    <header className={classes.header}>
      <h1 className={classes.title}>{title}</h1>
      {note && <div className={classes.note}>{note}</div>}
      {actions && <div className={classes.actions}>{actions}</div>}
      {primary && <div className={classes.primary}>{primary}</div>}
    </header>
  );
}
