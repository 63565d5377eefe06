import dayjs from "dayjs";
import { useSyncExternalStore } from "react";
import type { en } from "./en";

/*
 * A catalogue, a look-up and a plural rule: a library would weigh more than all our strings.
 * `t` is a plain function; switching the language mounts the page anew (app/Providers).
 * Never call `t` while a module loads: the catalogue is not there yet.
 */
export type Language = "en" | "zh";
export const LANGUAGES: readonly Language[] = ["en", "zh"];

type English = typeof en;
/** The shape every catalogue must have: a missing or a superfluous key does not compile. */
export type Catalogue = Shape<English>;
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

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
let catalogue: Catalogue | null = null;

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
  catalogue = next === "zh" ? (await import("./zh")).zh : (await import("./en")).en;
  language = next;
  dayjs.locale(next === "zh" ? "zh-cn" : "en");
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  localStorage.setItem(STORED, next);
  for (const listener of listeners) listener();
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
