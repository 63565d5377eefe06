import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./NewCustomer.module.css";
import type { Match } from "./queries";

export interface MatchActions {
  onOpen: (id: number) => void;
  onClaim: (customer: { id: number; name: string }) => void;
  /** Who is being claimed just now. */
  claiming: number | undefined;
  onStudentOf: (id: number, field: string) => void;
  /** Somebody out of sight asks again: their holder is to know. */
  onRecordInquiry: () => void;
}

interface Props extends MatchActions {
  matches: Match[];
}

/** Who is known by what was typed, and what may be done about it now. */
export function Matches({ matches, ...actions }: Props) {
  return (
    <ul className={classes.matches}>
      {matches.map((match, index) => (
        <li key={`${match.customer}.${match.field}.${index}`} className={classes.match}>
          <div className={classes.matchText}>
            <strong>{sentence(match)}</strong>
            <span className={classes.quiet}>
              {fieldText(match.field)}
              {match.state !== "elsewhere" && <LastContact at={match.last_contact_at} />}
            </span>
          </div>
          <Actions match={match} {...actions} />
        </li>
      ))}
    </ul>
  );
}

function LastContact({ at }: { at: string | null }) {
  if (!at) return ` · ${t("newcustomer.neverContacted")}`;
  return (
    <>
      {` · ${t("newcustomer.lastContact")} `}
      <RelativeDate at={at} />
    </>
  );
}

function Actions({ match, ...actions }: MatchActions & { match: Match }) {
  const { customer: id } = match;
  if (match.actions.includes("record_inquiry")) {
    return (
      <div className={classes.matchActions}>
        <Button size="compact-sm" variant="default" onClick={actions.onRecordInquiry}>
          {t("newcustomer.recordInquiry")}
        </Button>
      </div>
    );
  }
  if (id === null || match.actions.length === 0) return null;
  const name = match.name ?? "";
  return (
    <div className={classes.matchActions}>
      {match.actions.includes("claim") && (
        <Button
          size="compact-sm"
          variant="default"
          loading={actions.claiming === id}
          onClick={() => actions.onClaim({ id, name })}
        >
          {t("newcustomer.claim")}
        </Button>
      )}
      {match.actions.includes("add_student") && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => actions.onStudentOf(id, match.field)}
        >
          {t("newcustomer.addStudent", { name: name || t("newcustomer.somebody") })}
        </Button>
      )}
      {match.actions.includes("open") && (
        <Button size="compact-sm" variant="subtle" onClick={() => actions.onOpen(id)}>
          {t("newcustomer.open")}
        </Button>
      )}
    </div>
  );
}

function sentence(match: Match): string {
  const name = match.name || t("newcustomer.somebody");
  switch (match.state) {
    case "mine":
      return t("newcustomer.matchMine", { name });
    case "pool":
      return t("newcustomer.matchPool", { name });
    case "held":
      return match.holder
        ? t("newcustomer.matchHeld", { name, holder: match.holder.name })
        : t("newcustomer.matchHeldSomebody", { name });
    case "elsewhere":
      return t("newcustomer.matchElsewhere");
  }
}

const FIELDS = ["phone", "wechat", "qq", "email", "external", "name"] as const;

function fieldText(field: string): string {
  const known = FIELDS.find((each) => each === field);
  return known ? t(`newcustomer.byField.${known}`) : field;
}
