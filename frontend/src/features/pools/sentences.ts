import { t } from "@/i18n";
import { CONTACTS, type Pool, type Preset } from "./queries";

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
    maskedText(rules.masked_fields ?? []),
    t(rules.show_holder ? "admin.pool.rule.holderShown" : "admin.pool.rule.holderHidden"),
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
  const same = ({ fields }: Preset) =>
    (Object.keys(fields) as (keyof Rules)[]).every((name) =>
      name === "masked_fields"
        ? [...fields.masked_fields].sort().join() === [...(rules.masked_fields ?? [])].sort().join()
        : fields[name] === (rules[name] ?? null),
    );
  return presets.find(same)?.code;
}
