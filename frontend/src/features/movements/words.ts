import type { ListEntry } from "@/api/reference";
import { say, t } from "@/i18n";
import { entryText } from "@/ui/entryText";
import type { Movement, Reason, Side } from "./queries";

/** In the order of the filter: what a manager asks about first. */
export const REASONS: readonly Reason[] = [
  "claimed",
  "assigned",
  "released",
  "recycled",
  "handed_over",
  "created",
  "imported",
  "merged",
  "unmerged",
  "restored",
];

/** By which rules of the policy somebody goes back. */
export const RULES = ["recycle_after_days", "first_contact_hours", "max_holding_days"] as const;

export const reasonText = (reason: Reason) => say(`team.reason.${reason}`) ?? reason;
export const ruleText = (rule: string) => say(`team.rule.${rule}`) ?? rule;

/** A person's name, else the pool's. */
export const sideText = (side: Side | null) =>
  side ? (side.owner?.name ?? side.pool.name) : t("team.nowhere");

/** Of whom nobody entered, a form did; all else without a person is the clock's. */
export const byText = (movement: Movement) =>
  movement.by?.name ?? t(movement.reason === "created" ? "team.form" : "team.clock");

/** Why, as far as somebody or a rule said it: "Wrong number", "No contact in time". */
export function becauseText(movement: Movement, entries: readonly ListEntry[]): string {
  if (movement.rule) return ruleText(movement.rule);
  const entry = entries.find(({ code }) => code === movement.reason_code);
  return entry ? entryText(entry) : movement.reason_code;
}
