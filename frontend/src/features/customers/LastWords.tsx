import { t } from "@/i18n";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./customers.module.css";
import type { CustomerRow } from "./types";
import { outcomeText } from "./words";

type Props = Pick<CustomerRow, "last_contact_at" | "last_words">;

/** When somebody last spoke with them, and what was said. */
export function LastWords({ last_contact_at: at, last_words: words }: Props) {
  if (!at) return <span className={classes.quiet}>{t("customers.list.neverContacted")}</span>;
  const said = words && (words.note || outcomeText(words.outcome));
  return (
    <span className={classes.words} title={said ?? undefined}>
      <span className={classes.when}>
        <RelativeDate at={at} />
      </span>
      {said && <span className={classes.said}>{said}</span>}
    </span>
  );
}
