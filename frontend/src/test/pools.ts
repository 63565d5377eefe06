import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
type Pool = Schemas["Pool"];
type Preset = Schemas["PoolPreset"];
type Trial = Schemas["DryRunResult"];

export const OPEN: Preset = {
  code: "open",
  fields: {
    daily_claim_limit: null,
    holding_limit: null,
    reclaim_cooldown_days: null,
    fresh_hold_hours: null,
    recycle_after_days: {},
    first_contact_hours: null,
    max_holding_days: null,
    warn_days: null,
    masked_fields: [],
    show_holder: true,
  },
};
export const STRICT: Preset = {
  code: "strict",
  fields: {
    daily_claim_limit: 10,
    holding_limit: 100,
    reclaim_cooldown_days: 30,
    fresh_hold_hours: 72,
    recycle_after_days: { A: 3, B: 7 },
    first_contact_hours: 24,
    max_holding_days: 90,
    warn_days: 2,
    masked_fields: ["phone", "wechat"],
    show_holder: false,
  },
};
export const PRESETS = [OPEN, STRICT];
export const POOL: Pool = {
  id: 2,
  name: "East",
  is_default: false,
  departments: [],
  campuses: [1],
  version: 1,
  ...OPEN.fields,
};

/** What a dry run answers: `customers` of one consultant at once. */
export function trial(customers: number): Trial {
  const counts = { customers, within_7_days: 2 };
  return {
    ...counts,
    at: "2026-11-28T02:00:00Z",
    consultants: customers ? 1 : 0,
    today: { customers: 0, within_7_days: 1 },
    newly_due: customers,
    no_longer_due: 0,
    by_rule: [{ rule: "max_holding_days", ...counts }],
    by_consultant: [{ consultant: { id: 4, name: "Bo" }, ...counts }],
    weeks: Array.from({ length: 8 }, (_, week) => ({
      begins_at: new Date(Date.UTC(2026, 10, 28 + 7 * week, 2)).toISOString(),
      ends_at: new Date(Date.UTC(2026, 10, 35 + 7 * week, 2)).toISOString(),
      customers: week === 0 ? 2 : 0,
      today: week,
    })),
    rows: [
      {
        customer: { id: 7, name: "Wang Fang" },
        consultant: { id: 4, name: "Bo" },
        due_at: "2026-11-20T02:00:00Z",
        rule: "max_holding_days",
        is_new: true,
      },
    ],
    rows_total: 1,
    is_settling: false,
  };
}
