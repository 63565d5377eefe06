import { useSyncExternalStore } from "react";
import type { en } from "./en";
import { type Area, LATER, type LaterWords } from "./later";

/*
 * A catalogue, a look-up and a plural rule: a library would weigh more than all our strings.
 * `t` is a plain function; switching the language mounts the page anew (app/Providers).
 * Never call `t` while a module loads: the catalogue is not there yet.
 */
export type Language = "en" | "zh";
export type { Area } from "./later";
export const LANGUAGES: readonly Language[] = ["en", "zh"];

type English = typeof en & LaterWords;
/** The shape every catalogue must have: a missing or a superfluous key does not compile. */
export type Catalogue = Shape<typeof en>;
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

type Leaves<T, Path extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${K}` : Leaves<T[K], `${Path}${K}.`>;
}[keyof T & string];
/** "pool.claim", "errors.already_claimed" … */
export type Key = Leaves<English>;

type At<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : Path extends keyof T
    ? T[Path]
    : never;
type Params<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Params<Rest>
  : never;
type Values<K extends Key> = Record<Params<At<English, K>>, string | number>;
/** A key whose text takes no values: what a table of labels holds. */
export type PlainKey = { [K in Key]: [Params<At<English, K>>] extends [never] ? K : never }[Key];
type Args<K extends Key> = [Params<At<English, K>>] extends [never] ? [] : [values: Values<K>];

const STORED = "shoal.language";
const listeners = new Set<() => void>();
let language: Language = "en";
let catalogue: Record<string, unknown> = {};
/** Areas asked for so far: another language brings them too. */
const wanted = new Set<Area>();

/** Say `key` in the page's language: t("pool.left", { count: 3 }). */
export function t(key: PlainKey): string;
export function t<K extends Key>(key: K, ...args: Args<K>): string;
export function t(key: Key, values?: Record<string, unknown>): string {
  return say(key, values) ?? key;
}

/** Say a key that is known only at run time, e.g. the code of an error; null when there is none. */
export function say(key: string, values?: Record<string, unknown>): string | null {
  let found: unknown = catalogue;
  for (const part of key.split(".")) found = (found as Record<string, unknown> | undefined)?.[part];
  if (typeof found !== "string") return null;
  const text = pluralise(found, values?.count);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values?.[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : whole;
  });
}

/** "{count} day|{count} days": singular first, as the language's own rule chooses. */
function pluralise(text: string, count: unknown): string {
  const [one, other] = text.split("|");
  if (one === undefined || other === undefined || typeof count !== "number") return text;
  return new Intl.PluralRules(language).select(count) === "one" ? one : other;
}

export async function setLanguage(next: Language): Promise<void> {
  const words = next === "zh" ? (await import("./zh")).zh : (await import("./en")).en;
  const found: Record<string, unknown> = { ...words };
  // A set also visits what is added while one waits.
  for (const area of wanted) found[area] = await LATER[area][next]();
  catalogue = found;
  language = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  localStorage.setItem(STORED, next);
  for (const listener of listeners) listener();
}

/** Bring the words of these areas before a page says them. */
export async function loadWords(...areas: readonly Area[]): Promise<void> {
  for (const area of areas) wanted.add(area);
  const now = language;
  const missing = areas.filter((area) => !(area in catalogue));
  const words = await Promise.all(missing.map((area) => LATER[area][now]()));
  // Another language, chosen meanwhile, has brought them.
  if (language !== now) return;
  missing.forEach((area, index) => {
    catalogue[area] = words[index];
  });
}

/** What was chosen here before, else what the browser prefers. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === "en" || stored === "zh") return stored;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find((tag): tag is Language => tag === "en" || tag === "zh") ?? "en";
}

export function getLanguage(): Language {
  return language;
}

export function useLanguage(): Language {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, getLanguage);
}
