import type { ReactNode } from "react";
import { t } from "@/i18n";
import { ListLink } from "@/ui/ListLink";
import type { Today, TodayRow } from "./queries";
import { rowsOf, SECTIONS, type SectionName } from "./sections";
import classes from "./Today.module.css";

interface Props {
  today: Today;
  renderRow: (row: TodayRow) => ReactNode;
  /** Said above them, where the page shows others' work too. */
  heading?: string | undefined;
}

/** Whom to contact, the most urgent first; sections with nobody in them are not shown. */
export function TodaySections({ today, renderRow, heading }: Props) {
  const some = SECTIONS.filter((section) => today.counts[section] > 0);
  return (
    <>
      {heading && some.length > 0 && <p className={classes.heading}>{heading}</p>}
      {some.map((section) => (
        <Section key={section} name={section} count={today.counts[section]}>
          {today[section].map((row) => (
            <li key={row.id} className={classes.row}>
              {renderRow(row)}
            </li>
          ))}
        </Section>
      ))}
    </>
  );
}

interface SectionProps {
  name: SectionName;
  count: number;
  children: ReactNode[];
}

function Section({ name, count, children }: SectionProps) {
  const rows = rowsOf(name);
  const title = t(`today.section.${name}`);
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.title} data-late={name === "overdue"}>
        {title}
        {rows ? (
          <ListLink {...rows} className={classes.count} aria-label={t("today.showRows", { count })}>
            {count}
          </ListLink>
        ) : (
          <span className={classes.count}>{count}</span>
        )}
      </h2>
      <ul className={classes.rows}>{children}</ul>
      {rows && count > children.length && (
        <ListLink {...rows} className={classes.all}>
          {t("today.showAll", { count })}
        </ListLink>
      )}
    </section>
  );
}
