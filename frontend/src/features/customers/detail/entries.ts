import type { components } from "@/api/schema.gen";
import type { CustomerStatus, FollowUp, TimelineEntry } from "@/features/customers/types";

type Schemas = components["schemas"];
type Side = Pick<Schemas["Spell"], "owner" | "pool">;

/**
 * The schema leaves `data` open, as each kind has its own; this is what its description says, in terms of the
 * schema's own types.
 */
interface DataOf {
  created: Record<string, never>;
  spell: Pick<Schemas["Spell"], "reason_code" | "note" | "rule"> & {
    from: Side | null;
    to: Side;
    reason: Schemas["SpellReason"];
  };
  follow_up: FollowUp;
  plan: Schemas["Plan"];
  edit: { changes: Change[] };
  consultation: Schemas["Consultation"];
  merge: { customer: Schemas["Ref"]; changes: Change[] };
  unmerge: { customer: Schemas["Ref"] };
  enrollment: SchoolEvent;
  payment: SchoolEvent & { type: string; amount: string; currency: string };
  status: { old: CustomerStatus; new: CustomerStatus; reason: string; note: string };
}

/** Of an enrollment or its money: what became of it, in the words of the log. */
export interface SchoolEvent {
  event: string;
  enrollment: number;
  class_group: Schemas["Ref"];
  course: string;
}

export interface Change {
  field: string;
  old: unknown;
  new: unknown;
}
export type SchoolEntry = Pick<Extract<Entry, { kind: "enrollment" | "payment" }>, "kind" | "data">;
export type SpellData = DataOf["spell"];
export type Entry = {
  [Kind in keyof DataOf]: Omit<TimelineEntry, "kind" | "data"> & { kind: Kind; data: DataOf[Kind] };
}[keyof DataOf];

export const asEntry = (entry: TimelineEntry) => entry as unknown as Entry;

export interface Day {
  day: string;
  entries: Entry[];
}

/** Newest first, one group a day of the reader's calendar. */
export function byDay(entries: Entry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
