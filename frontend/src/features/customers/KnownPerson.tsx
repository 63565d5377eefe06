import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { errorText } from "@/ui/errorText";
import { RelativeDate } from "@/ui/RelativeDate";
import { useCommands } from "./commands/context";
import classes from "./customers.module.css";
import { type Match, useKnown } from "./useKnown";

/** Whether the school knows a whole number, told without leaking whose it is. */
export function KnownPerson({ text }: { text: string }) {
  const { data: matches, error } = useKnown(text);
  if (error)
    return (
      <p className={classes.known} role="alert">
        {errorText(error)}
      </p>
    );
  if (!matches) return null;
  return (
    <section className={classes.known} aria-label={t("customers.find.known")} aria-live="polite">
      {matches.length === 0 && t("customers.find.unknown")}
      {matches.map((match, index) => (
        <OneMatch key={match.customer ?? `other-${index}`} match={match} />
      ))}
    </section>
  );
}

function OneMatch({ match }: { match: Match }) {
  const { open, claim, claiming } = useCommands();
  const { customer: id, actions, last_contact_at: at } = match;
  return (
    <div className={classes.knownLine}>
      <span>{knownText(match)}</span>
      {at && (
        <span className={classes.quiet}>
          {t("customers.find.lastContact")} <RelativeDate at={at} />
        </span>
      )}
      {id !== null && (
        <Button variant="default" size="compact-sm" onClick={() => open(id)}>
          {t("customers.act.open")}
        </Button>
      )}
      {id !== null && actions.includes("claim") && (
        <Button
          variant="default"
          size="compact-sm"
          loading={claiming === id}
          onClick={() => claim({ id, name: match.name ?? "" })}
        >
          {t("customers.act.claim")}
        </Button>
      )}
    </div>
  );
}

function knownText({ state, name: known, holder }: Match): string {
  const name = known || t("customers.find.knownNoName");
  switch (state) {
    case "mine":
      return t("customers.find.knownMine", { name });
    case "pool":
      return t("customers.find.knownPool", { name });
    case "held":
      return holder
        ? t("customers.find.knownHeld", { name, holder: holder.name })
        : t("customers.find.knownHeldSecret", { name });
    case "elsewhere":
      return t("customers.find.knownElsewhere");
  }
}
