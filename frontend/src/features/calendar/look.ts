import dayjs from "dayjs";
import { t } from "@/i18n";
import type { CalendarPlan } from "./queries";

type Shown = Pick<CalendarPlan, "kind" | "state" | "due_at" | "customer" | "assignee">;

/** What a plan looks like: over, late, an appointment, or something to do. */
export function lookOf({ kind, state, due_at }: Shown): "over" | "late" | "visit" | "task" {
  if (state !== "planned") return "over";
  if (dayjs(due_at).isBefore(dayjs())) return "late";
  return kind === "visit" || kind === "trial_lesson" ? "visit" : "task";
}

/** "Visit · Wang Fang", and of other people's plans whose it is. */
export function wordsOf({ kind, state, customer, assignee }: Shown, team: boolean): string {
  const words = [t(`followups.kind.${kind}`), customer.name || t("followups.unnamed")];
  if (team) words.push(assignee.name);
  if (state === "done") words.push(`✓ ${t("agenda.done")}`);
  if (state === "no_show" || state === "missed") words.push(`✗ ${t("agenda.noShow")}`);
  return words.join(" · ");
}
