import { t } from "@/i18n";
import { changesOf } from "@/lib/changes";
import type { Contact, Pool, PoolFields, Preset } from "./queries";

/** null: no limit. "": there is to be one, and it is not typed yet. */
export type Limit = number | "" | null;

export const INTENTS = ["A", "B", "C", "D"] as const;
export type Intent = (typeof INTENTS)[number];

export interface Values {
  name: string;
  departments: string[];
  campuses: string[];
  daily_claim_limit: Limit;
  holding_limit: Limit;
  reclaim_cooldown_days: Limit;
  fresh_hold_hours: Limit;
  recycle_after_days: Record<Intent, Limit>;
  first_contact_hours: Limit;
  max_holding_days: Limit;
  warn_days: Limit;
  masked_fields: Contact[];
  show_holder: boolean;
}

export type LimitName =
  | "daily_claim_limit"
  | "holding_limit"
  | "reclaim_cooldown_days"
  | "fresh_hold_hours"
  | "first_contact_hours"
  | "max_holding_days"
  | "warn_days"
  | `recycle_after_days.${Intent}`;

/** As the API takes them. */
const MOST: Record<Exclude<LimitName, `recycle_after_days.${Intent}`>, number> = {
  daily_claim_limit: 10_000,
  holding_limit: 1_000_000,
  reclaim_cooldown_days: 3650,
  fresh_hold_hours: 24 * 365,
  first_contact_hours: 24 * 365,
  max_holding_days: 3650,
  warn_days: 365,
};
const MOST_RECYCLE = 3650;

export const mostOf = (name: LimitName): number =>
  name in MOST ? MOST[name as keyof typeof MOST] : MOST_RECYCLE;

type Rules = Pick<Pool, Exclude<keyof Preset["fields"], "masked_fields" | "show_holder">> &
  Partial<Pick<Pool, "masked_fields" | "show_holder">>;

const recycleOf = (days: Rules["recycle_after_days"]): Values["recycle_after_days"] => ({
  A: days?.A ?? null,
  B: days?.B ?? null,
  C: days?.C ?? null,
  D: days?.D ?? null,
});

/** A policy as the form holds it. */
export function ruleValuesOf(rules: Rules): Omit<Values, "name" | "departments" | "campuses"> {
  return {
    daily_claim_limit: rules.daily_claim_limit ?? null,
    holding_limit: rules.holding_limit ?? null,
    // No day to wait and no wait are the same, as are no warning and one of no days.
    reclaim_cooldown_days: rules.reclaim_cooldown_days || null,
    fresh_hold_hours: rules.fresh_hold_hours || null,
    recycle_after_days: recycleOf(rules.recycle_after_days),
    first_contact_hours: rules.first_contact_hours ?? null,
    max_holding_days: rules.max_holding_days ?? null,
    warn_days: rules.warn_days || null,
    masked_fields: rules.masked_fields ?? [],
    show_holder: rules.show_holder ?? true,
  };
}

export function valuesOf(pool: Pool): Values {
  return {
    name: pool.name,
    departments: pool.departments.map(String),
    campuses: pool.campuses.map(String),
    ...ruleValuesOf(pool),
  };
}

/** A new pool begins as the middle one of the presets. */
export function newValues(presets: readonly Preset[]): Values {
  const balanced = presets.find(({ code }) => code === "balanced");
  return { name: "", departments: [], campuses: [], ...ruleValuesOf(balanced?.fields ?? {}) };
}

const limitOf = (limit: Limit) => (limit === "" ? null : limit);

export function fieldsOf(values: Values): PoolFields {
  return {
    name: values.name.trim(),
    departments: values.departments.map(Number),
    campuses: values.campuses.map(Number),
    daily_claim_limit: limitOf(values.daily_claim_limit),
    holding_limit: limitOf(values.holding_limit),
    reclaim_cooldown_days: limitOf(values.reclaim_cooldown_days),
    fresh_hold_hours: limitOf(values.fresh_hold_hours),
    ...clockFieldsOf(values),
    warn_days: limitOf(values.warn_days),
    masked_fields: values.masked_fields,
    show_holder: values.show_holder,
  };
}

export type ClockFields = Required<
  Pick<PoolFields, "recycle_after_days" | "first_contact_hours" | "max_holding_days">
>;

/** By which customers go back: what a dry run takes. */
export function clockFieldsOf(values: Values): ClockFields {
  const days = INTENTS.flatMap((intent) => {
    const limit = limitOf(values.recycle_after_days[intent]);
    return limit === null ? [] : [[intent, limit] as const];
  });
  return {
    recycle_after_days: Object.fromEntries(days),
    first_contact_hours: limitOf(values.first_contact_hours),
    max_holding_days: limitOf(values.max_holding_days),
  };
}

/** What is sent to change a pool of these rules into one of those. */
export const changesFor = (before: Values, values: Values): Partial<PoolFields> =>
  changesOf(fieldsOf(before), fieldsOf(values));

export const limitTyped = (value: Limit) => (value === "" ? t("errors.required") : null);
