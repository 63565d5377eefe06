import type { components } from "@/api/schema.gen";
import { t } from "@/i18n";
import type { NextDate } from "@/lib/dates";
import type { Choice } from "@/ui/ChoiceChips";

type Schemas = components["schemas"];
export type Method = Schemas["FollowUpMethod"];
export type Outcome = Schemas["FollowUpOutcome"];
export type Kind = Schemas["PlanKind"];
export type Intent = "A" | "B" | "C" | "D";
/** `pick` opens a calendar, `none` says that there is no next step. */
export type Next = NextDate | "pick" | "none";

const METHODS: readonly Method[] = ["call", "wechat", "visit", "email", "sms", "trial_lesson"];
const OUTCOMES: readonly Outcome[] = ["reached", "no_answer", "wrong_number", "refused", "visited"];
const KINDS: readonly Kind[] = ["call", "wechat", "visit", "trial_lesson"];
const INTENTS: readonly Intent[] = ["A", "B", "C", "D"];
const NEXT: readonly Next[] = ["in3hours", "tomorrow", "in3days", "monday", "pick", "none"];

export const methodLabel = (method: Method) => t(`followups.method.${method}`);
export const outcomeLabel = (outcome: Outcome) => t(`followups.outcome.${outcome}`);
export const kindLabel = (kind: Kind) => t(`followups.kind.${kind}`);
export const intentLabel = (intent: Intent) => t(`followups.intent.${intent}`);
export const nextLabel = (next: Next) => t(`followups.nextDates.${next}`);

const choices = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
  values.map((value): Choice<Value> => ({ value, label: label(value) }));

export const methods = () => choices(METHODS, methodLabel);
export const outcomes = () => choices(OUTCOMES, outcomeLabel);
export const kinds = () => choices(KINDS, kindLabel);
export const intents = () => choices(INTENTS, intentLabel);
export const nextDates = () => choices(NEXT, nextLabel);
