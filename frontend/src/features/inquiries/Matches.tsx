import { Button } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./inquiries.module.css";
import type { Match } from "./queries";
import { matchText } from "./words";

interface Props {
  matches: Match[];
  loading: boolean;
  onGiveTo: (customer: number) => void;
  /** They are out of sight: whoever holds them is told. */
  onRecord: () => void;
}

/** Who is known by the contacts: whose inquiry is it? */
export function Matches({ matches, loading, onGiveTo, onRecord }: Props) {
  const several = matches.length > 1;
  return (
    <ul className={classes.matches}>
      {matches.map(({ customer: id, ...match }, index) => (
        <li key={`${id}.${match.field}.${index}`} className={classes.match}>
          <strong className={classes.matchText}>{matchText({ ...match, customer: id })}</strong>
          {id !== null && (
            <Button
              size="compact-sm"
              variant="default"
              loading={loading}
              onClick={() => onGiveTo(id)}
            >
              {t("inquiries.giveTo", { name: match.name || t("inquiries.somebody") })}
            </Button>
          )}
          {id === null && !several && (
            <Button size="compact-sm" variant="default" loading={loading} onClick={onRecord}>
              {t("inquiries.tellHolder")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
