import { say, t } from "@/i18n";
import type { AuditEvent } from "./queries";

/** Stands for the subject while a sentence is being said, so that it can become a link. */
const HERE = "\u0000";

/** A sentence cut where its subject stands; `subject` is null in sentences that name none. */
export interface Sentence {
  before: string;
  subject: string | null;
  after: string;
}

/** What happened, in words; an event that has none is told by its code. */
export function sentenceOf(event: AuditEvent): Sentence {
  const actor = event.actor?.name ?? t("audit.system");
  const subject = subjectText(event);
  const text = say(`audit.kind.${event.kind}`, { actor, subject: HERE });
  if (text === null) return { before: `${actor}: ${event.kind} `, subject, after: "" };
  const [before = "", after] = text.split(HERE);
  return after === undefined ? { before, subject: null, after: "" } : { before, subject, after };
}

/** The whole of it, where there are no links. */
export function sentenceText(event: AuditEvent): string {
  const { before, subject, after } = sentenceOf(event);
  return before + (subject ?? "") + after;
}

/** Who or what it was about; what is gone has a number only. */
function subjectText({ subject: { type, id, name } }: AuditEvent): string {
  return name ?? t("audit.gone", { type: say(`audit.subject.${type}`) ?? type, id });
}

const fieldText = (name: string) => say(`audit.field.${name}`) ?? name;

/** What is different since: names of fields, holder, pool, status. */
export function changesText(event: AuditEvent): string[] {
  const { fields } = event.data;
  const states = statesOf(event);
  const named = Array.isArray(fields) ? fields.map((each) => fieldText(String(each))) : [];
  const status = states
    ? [fromTo("status", stateText(event, states.old), stateText(event, states.now))]
    : [];
  return [
    ...(named.length ? [[...new Set(named)].join(t("audit.comma"))] : []),
    ...status,
    ...(HANDS.includes(event.kind)
      ? [
          ...moved("owner", event.owner_before, event.owner_after),
          ...moved("pool", event.pool_before, event.pool_after),
        ]
      : []),
  ];
}

type Named = AuditEvent["owner_before"];

function moved(what: string, before: Named, after: Named): string[] {
  if (before?.id === after?.id) return [];
  const nameOf = (one: Named) => (one ? (one.name ?? String(one.id)) : t("audit.nobody"));
  // Where there was none before, and none is now, there is nothing to say; a pool is never nobody.
  if (what === "pool") return before && after ? [fromTo(what, nameOf(before), nameOf(after))] : [];
  return [fromTo(what, nameOf(before), nameOf(after))];
}

const fromTo = (what: string, from: string, to: string) =>
  t("audit.fromTo", { what: fieldText(what), from, to });

/** From which status to which, where one was left for another. */
function statesOf({ data: { old, new: now } }: AuditEvent): { old: string; now: string } | null {
  return typeof old === "string" && typeof now === "string" ? { old, now } : null;
}

/** A customer's status, or where an enrollment has got to. */
function stateText({ kind }: AuditEvent, code: string): string {
  const words = kind.startsWith("enrollment.") ? "enrollments.state" : "customers.status";
  return say(`${words}.${code}`) ?? code;
}

/** Events that change hands; others name the holder of the moment, if any. */
const HANDS = [
  "created",
  "imported",
  "claimed",
  "assigned",
  "released",
  "recycled",
  "handed_over",
  "merged",
  "unmerged",
  "deleted",
  "restored",
  "import_undone",
].map((what) => `customer.${what}`);

const TOLD = ["fields"];

/** What else the event tells, as far as nothing above has said it. */
export function restOf(event: AuditEvent): { label: string; value: string }[] {
  const status = statesOf(event) ? ["old", "new"] : [];
  return Object.entries(event.data)
    .filter(([name, value]) => ![...TOLD, ...status].includes(name) && !isNothing(value))
    .map(([name, value]) => ({ label: fieldText(name), value: valueText(name, value) }));
}

const isNothing = (value: unknown) =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

function valueText(name: string, value: unknown): string {
  if (typeof value !== "string") {
    return typeof value === "number" ? String(value) : JSON.stringify(value);
  }
  const words = name === "list" ? "audit.list" : name === "role" ? "people.role" : "";
  return (words && say(`${words}.${value}`)) || value;
}
