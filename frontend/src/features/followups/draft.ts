import { fromInput, isPast, nextDate, toInput } from "@/lib/dates";
import { useDraft } from "@/lib/drafts";
import type { Intent, Kind, Method, Next, Outcome } from "./labels";
import type { NewFollowUp } from "./queries";

/** A follow-up while it is being written. Times are `<input type="datetime-local">` texts. */
export interface Draft {
  method: Method;
  outcome: Outcome | "";
  note: string;
  courses: string[];
  intent: Intent | "";
  /** "" = now. */
  occurredAt: string;
  /** "" = the one that fits, as the API sees it. */
  plan: string;
  next: Next | "";
  /** When `next` is, settled when it is chosen: a retry must say the same instant. */
  nextAt: string;
  nextKind: Kind;
  nextNote: string;
}

const EMPTY: Draft = {
  method: "call",
  outcome: "",
  note: "",
  courses: [],
  intent: "",
  occurredAt: "",
  plan: "",
  next: "",
  nextAt: "",
  nextKind: "call",
  nextNote: "",
};

export interface DraftForm {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  clear: () => void;
}

/** Survives reload and lost network, one draft a customer. */
export function useFollowUpDraft(customer: number): DraftForm {
  const [draft, set, clear] = useDraft<Draft>(`follow-up.${customer}`, EMPTY);
  const change = (changes: Partial<Draft>) => set({ ...draft, ...changes });
  return { draft, change, clear };
}

/** The same for what answers one plan: how is settled by what was planned. */
export function useAnswerDraft(plan: number, method: Kind, outcome: Outcome | ""): DraftForm {
  const [draft, set, clear] = useDraft<Draft>(`answer.${plan}`, { ...EMPTY, method, outcome });
  const change = (changes: Partial<Draft>) => set({ ...draft, ...changes });
  return { draft, change, clear };
}

/** What choosing a next-date chip changes; choosing the same one again keeps its instant. */
export function chooseNext(draft: Draft, next: Next | ""): Pick<Draft, "next" | "nextAt"> {
  const ahead = draft.nextAt !== "" && !isPast(draft.nextAt);
  if (next === draft.next && ahead) return { next, nextAt: draft.nextAt };
  if (next === "" || next === "none") return { next, nextAt: "" };
  return { next, nextAt: toInput(nextDate(next === "pick" ? "tomorrow" : next)) };
}

/** The body of the command; undefined while something is missing. */
export function bodyOf(customer: number, draft: Draft): NewFollowUp | undefined {
  if (draft.outcome === "" || draft.next === "") return undefined;
  return {
    customer,
    method: draft.method,
    outcome: draft.outcome,
    note: draft.note.trim(),
    next_kind: draft.nextKind,
    next_note: draft.nextNote.trim(),
    ...(draft.courses.length > 0 && { courses: draft.courses.map(Number) }),
    ...(draft.intent && { intent_after: draft.intent }),
    ...(draft.occurredAt && { occurred_at: fromInput(draft.occurredAt) }),
    ...(draft.plan && { plan: Number(draft.plan) }),
    ...(draft.nextAt && { next_date: fromInput(draft.nextAt) }),
  };
}
