import { t } from "@/i18n";
import { CONTACTS, type Pool, type Preset, type Trial } from "./queries";
import { INTENTS } from "./values";

export type Rules = Preset["fields"];
type Said = Partial<Rules>;

interface Named {
  id: number;
  name: string;
}

/** A pool's rules as somebody would tell them to a new colleague. */
export function rulesText(rules: Said): string[] {
  return [
    dailyText(rules.daily_claim_limit),
    holdingText(rules.holding_limit),
    rules.reclaim_cooldown_days
      ? t("admin.pool.rule.cooldown", { count: rules.reclaim_cooldown_days })
      : t("admin.pool.rule.cooldownNone"),
    ...(rules.fresh_hold_hours
      ? [t("admin.pool.rule.fresh", { count: rules.fresh_hold_hours })]
      : []),
    ...clockTexts(rules),
    maskedText(rules.masked_fields ?? []),
    t(rules.show_holder ? "admin.pool.rule.holderShown" : "admin.pool.rule.holderHidden"),
  ];
}

/** When customers go back by themselves. */
function clockTexts(rules: Said): string[] {
  const said: string[] = INTENTS.flatMap((intent) => {
    const days = rules.recycle_after_days?.[intent];
    return days ? [t("admin.pool.rule.level", { intent, days })] : [];
  });
  const { first_contact_hours: first, max_holding_days: most, warn_days: warn } = rules;
  return [
    said.length
      ? t("admin.pool.rule.back", { levels: said.join(t("admin.pool.comma")) })
      : t("admin.pool.rule.backNone"),
    ...(first ? [t("admin.pool.rule.first", { count: first })] : []),
    ...(most ? [t("admin.pool.rule.max", { count: most })] : []),
    ...(warn ? [t("admin.pool.rule.warn", { count: warn })] : []),
  ];
}

/** Nothing limits, or nobody may: two different things. */
function dailyText(limit: number | null | undefined): string {
  if (limit === 0) return t("admin.pool.rule.dailyZero");
  return limit ? t("admin.pool.rule.daily", { count: limit }) : t("admin.pool.rule.dailyNone");
}

function holdingText(limit: number | null | undefined): string {
  if (limit === 0) return t("admin.pool.rule.holdingZero");
  return limit ? t("admin.pool.rule.holding", { count: limit }) : t("admin.pool.rule.holdingNone");
}

function maskedText(masked: readonly string[]): string {
  const fields = CONTACTS.filter((field) => masked.includes(field));
  if (fields.length === 0) return t("admin.pool.rule.maskedNone");
  const said = { fields: enumerated(fields.map((field) => t(`admin.pool.field.${field}`))) };
  return fields.length === 1
    ? t("admin.pool.rule.maskedOne", said)
    : t("admin.pool.rule.masked", said);
}

/** Who belongs to it. */
export function membersText(
  pool: Pick<Pool, "is_default" | "departments" | "campuses">,
  places: { departments: readonly Named[]; campuses: readonly Named[] },
): string {
  if (pool.is_default) return t("admin.pool.rule.everybody");
  const named = [
    ...places.departments.filter(({ id }) => pool.departments.includes(id)),
    ...places.campuses.filter(({ id }) => pool.campuses.includes(id)),
  ];
  if (pool.departments.length + pool.campuses.length === 0) return t("admin.pool.rule.nobody");
  return t("admin.pool.rule.members", { places: enumerated(named.map(({ name }) => name)) });
}

/** "Phone, WeChat and QQ"; the language knows how. */
function enumerated(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  const first = words.slice(0, -1);
  return first.length ? first.join(t("admin.pool.comma")) + t("admin.pool.and") + last : last;
}

/** Which preset these rules are, if any. */
export function presetOf(rules: Said, presets: readonly Preset[]): Preset["code"] | undefined {
  const plain = plainOf(rules);
  return presets.find(({ fields }) => {
    const wanted = plainOf(fields);
    return Object.keys(wanted).every((name) => wanted[name] === (plain[name] ?? "null"));
  })?.code;
}

/** Every rule as a text, so that equal ones are the same: the order of contacts and levels means nothing. */
function plainOf(rules: Said): Record<string, string> {
  const { masked_fields: masked = [], recycle_after_days: days = {}, ...limits } = rules;
  const entries = Object.entries(limits).map(([name, value]) => [name, String(value ?? null)]);
  return {
    ...(Object.fromEntries(entries) as Record<string, string>),
    masked_fields: [...masked].sort().join(),
    recycle_after_days: INTENTS.map((intent) => days[intent] ?? "").join(),
  };
}

/** "These rules would return 214 customers of 12 consultants at once. 30 of them are not due by today's rules." */
export function trialText(found: Trial): string {
  const { customers, consultants, newly_due: fresh, no_longer_due: spared } = found;
  const people = t("admin.pool.trial.people", { count: consultants });
  return [
    customers
      ? t("admin.pool.trial.now", { count: customers, people })
      : t("admin.pool.trial.nobody"),
    ...(fresh && fresh < customers ? [t("admin.pool.trial.fresh", { count: fresh })] : []),
    ...(spared ? [t("admin.pool.trial.spared", { count: spared })] : []),
    ...(found.within_7_days ? [t("admin.pool.trial.later", { count: found.within_7_days })] : []),
  ].join(" ");
}
