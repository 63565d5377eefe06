import { fromInput } from "@/lib/dates";
import { t } from "@/i18n";
import type { Draft } from "./draft";
import type { Plan, PlanAnswer } from "./queries";

/** They come to us for it, says the API; for the rest we call or write. */
export const comesToUs = (plan: Pick<Plan, "refusals">) =>
  plan.refusals.check_in?.code !== "not_an_appointment";

/** What finishing a plan is called: somebody came, or it is done. */
export const answerLabel = (plan: Pick<Plan, "refusals">) =>
  comesToUs(plan) ? t("followups.checkIn") : t("followups.done");

/** The body of the command; undefined while something is missing. */
export function answerOf(draft: Draft): PlanAnswer | undefined {
  if (draft.outcome === "" || draft.next === "") return undefined;
  const next = draft.nextAt && {
    kind: draft.nextKind,
    due_at: fromInput(draft.nextAt),
    note: draft.nextNote.trim(),
  };
  return {
    outcome: draft.outcome,
    note: draft.note.trim(),
    intent_after: draft.intent,
    ...(draft.courses.length > 0 && { courses: draft.courses.map(Number) }),
    ...(next && { next }),
  };
}
