import { getLanguage, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { Field } from "@/ui/Field";
import { Panel } from "@/ui/Panel";
import classes from "./audit.module.css";
import { EventSentence } from "./EventSentence";
import type { AuditEvent } from "./queries";
import { changesText, restOf } from "./sentence";

/** One event with everything it tells. */
export function EventPanel({ event, onClose }: { event: AuditEvent; onClose: () => void }) {
  const changes = changesText(event);
  return (
    <Panel opened onClose={onClose} title={t("audit.event")} width={460}>
      <p className={classes.sentence}>
        <EventSentence event={event} />
      </p>
      <Field label={t("audit.exact")}>{exact(event.at, getLanguage())}</Field>
      <Field label={t("audit.who")}>{event.actor?.name ?? t("audit.system")}</Field>
      {changes.length > 0 && (
        <Field label={t("audit.changed")}>
          {changes.map((change) => (
            <div key={change}>{change}</div>
          ))}
        </Field>
      )}
      {restOf(event).map(({ label, value }) => (
        <Field key={label} label={label}>
          {value}
        </Field>
      ))}
      {event.customer !== null && (
        <Field label={t("audit.customerId")}>{String(event.customer)}</Field>
      )}
      <Field label={t("audit.kindOf")}>
        <code>{event.kind}</code>
      </Field>
      <Field label={t("audit.request")}>
        <code>{event.request_id || "–"}</code>
      </Field>
    </Panel>
  );
}
