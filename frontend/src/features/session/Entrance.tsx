import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import classes from "./Entrance.module.css";

interface Props {
  title: string;
  lead?: string;
  children: ReactNode;
  /** The way to the other page, below the card. */
  other?: ReactNode;
  /** Beside the card, above it on a phone: how far one has come. */
  aside?: ReactNode;
}

/** The frame of the pages before the login. */
export function Entrance({ title, lead, children, other, aside }: Props) {
  useDocumentTitle(`${title} · Shoal`);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <span className={classes.brand}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          Shoal
        </span>
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className={classes.main} data-wide={aside !== undefined}>
        {aside && <div className={classes.aside}>{aside}</div>}
        <div className={classes.card}>
          <h1 className={classes.title}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
          {children}
        </div>
        {other && <p className={classes.other}>{other}</p>}
      </main>
    </div>
  );
}
