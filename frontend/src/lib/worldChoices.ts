import { REGIONS } from "./world";

/* Time zones, currencies and countries as the browser names them: a list of our own would grow old. */
export interface Choice {
  value: string;
  label: string;
}

// Those that schools here meet first; then all others.
const NEAR_MONEY = ["CNY", "HKD", "MOP", "TWD", "SGD", "MYR", "USD", "EUR", "GBP", "JPY"];
const NEAR_REGIONS = ["CN", "HK", "MO", "TW", "SG", "MY"];

const locale = (language: string) => (language === "zh" ? "zh-CN" : "en-GB");
const labelled = (value: string, name: string | undefined): Choice => ({
  value,
  label: name && name !== value ? `${value} · ${name}` : value,
});

export function zoneChoice(value: string, language: string): Choice {
  return labelled(value, zoneName(value, language));
}

export function currencyChoice(value: string, language: string): Choice {
  return labelled(value, nameOf("currency", value, language));
}

export function regionChoice(value: string, language: string): Choice {
  return labelled(value, nameOf("region", value, language));
}

/** "Asia/Shanghai · China Standard Time": found by the city and by the country's name. */
export function zoneChoices(language: string): Choice[] {
  // Some browsers list UTC and some do not.
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);
  return [...zones].sort().map((zone) => zoneChoice(zone, language));
}

/** "CNY · Chinese Yuan" (ISO 4217). */
export function currencyChoices(language: string): Choice[] {
  const all = new Set([...NEAR_MONEY, ...Intl.supportedValuesOf("currency")]);
  return [...all].map((code) => currencyChoice(code, language));
}

/** "CN · China" (ISO 3166), in the order of the language. */
export function regionChoices(language: string): Choice[] {
  const { compare } = new Intl.Collator(locale(language));
  const named = (code: string) => nameOf("region", code, language) ?? code;
  const byName = [...REGIONS].sort((a, b) => compare(named(a), named(b)));
  const all = new Set([...NEAR_REGIONS, ...byName]);
  return [...all].map((code) => regionChoice(code, language));
}

const names = new Map<string, Intl.DisplayNames>();

function nameOf(type: "currency" | "region", code: string, language: string): string | undefined {
  const key = type + language;
  const known = names.get(key) ?? new Intl.DisplayNames(locale(language), { type });
  names.set(key, known);
  try {
    return known.of(code);
  } catch {
    // Not even shaped like a code.
    return undefined;
  }
}

function zoneName(zone: string, language: string): string | undefined {
  try {
    const words = new Intl.DateTimeFormat(locale(language), {
      timeZone: zone,
      timeZoneName: "longGeneric",
    });
    return words.formatToParts().find(({ type }) => type === "timeZoneName")?.value;
  } catch {
    // The server may know a zone that this browser does not.
    return undefined;
  }
}
