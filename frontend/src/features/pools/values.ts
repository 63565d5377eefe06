import { t } from "@/i18n";
import { changesOf } from "@/lib/changes";
import type { Contact, Pool, PoolFields, Preset } from "./queries";

/** null: no limit. "": there is to be one, and it is not typed yet. */
export type Limit = number | "" | null;

export interface Values {
  name: string;
  departments: string[];
  campuses: string[];
  daily_claim_limit: Limit;
  holding_limit: Limit;
  reclaim_cooldown_days: Limit;
  fresh_hold_hours: Limit;
  masked_fields: Contact[];
  show_holder: boolean;
}

export type LimitName =
  "daily_claim_limit" | "holding_limit" | "reclaim_cooldown_days" | "fresh_hold_hours";

/** As the API takes them. */
export const MOST: Record<LimitName, number> = {
  daily_claim_limit: 10_000,
  holding_limit: 1_000_000,
  reclaim_cooldown_days: 3650,
  fresh_hold_hours: 24 * 365,
};

export function valuesOf(pool: Pool): Values {
  return {
    name: pool.name,
    departments: pool.departments.map(String),
    campuses: pool.campuses.map(String),
    daily_claim_limit: pool.daily_claim_limit ?? null,
    holding_limit: pool.holding_limit ?? null,
    // No day to wait and no wait are the same.
    reclaim_cooldown_days: pool.reclaim_cooldown_days || null,
    fresh_hold_hours: pool.fresh_hold_hours || null,
    masked_fields: pool.masked_fields ?? [],
    show_holder: pool.show_holder ?? true,
  };
}

/** A new pool begins as the middle one of the presets. */
export function newValues(presets: readonly Preset[]): Values {
  const nothing: Preset["fields"] = {
    daily_claim_limit: null,
    holding_limit: null,
    reclaim_cooldown_days: null,
    fresh_hold_hours: null,
    masked_fields: [],
    show_holder: true,
  };
  const balanced = presets.find(({ code }) => code === "balanced");
  return { name: "", departments: [], campuses: [], ...(balanced?.fields ?? nothing) };
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
    masked_fields: values.masked_fields,
    show_holder: values.show_holder,
  };
}

/** What is sent to change a pool of these rules into one of those. */
export const changesFor = (before: Values, values: Values): Partial<PoolFields> =>
  changesOf(fieldsOf(before), fieldsOf(values));

export const limitTyped = (value: Limit) => (value === "" ? t("errors.required") : null);
