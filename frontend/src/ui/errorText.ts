import { getLanguage, say, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { type FieldProblem, isProblem, type Refusal } from "@/lib/problem";

/** Say an error of the API in the page's language: by its code, else in the server's own words. */
export function errorText(error: unknown): string {
  if (isProblem(error))
    return codeText(error.code, error.params) ?? (error.detail || t("errors.unknown"));
  // fetch throws TypeError when the network is gone.
  return error instanceof TypeError ? t("errors.network") : t("errors.unknown");
}

/** Say what is wrong with one field. */
export function fieldErrorText(error: FieldProblem): string {
  return malformedText(error) ?? codeText(error.code, {}) ?? error.detail;
}

/** `invalid` says of a whole problem to look at its fields; of a field, what that field is like. */
function malformedText({ code, pointer }: FieldProblem): string | null {
  return code === "invalid" ? say(`errors.invalid_${pointer.split("/").at(-1)}`) : null;
}

/** All of an error in one text, where no inputs can show its parts. */
export function wholeErrorText(error: unknown): string {
  const fields = isProblem(error) ? error.errors : [];
  return fields.length ? fields.map(fieldErrorText).join(" ") : errorText(error);
}

/** Say a refusal; undefined when there is none, so it fits `disabledReason`. */
export function refusalText(refusal: Refusal | null | undefined): string | undefined {
  if (!refusal) return undefined;
  const { code, detail, ...params } = refusal;
  return codeText(code, params) ?? detail;
}

function codeText(code: string, params: Record<string, unknown>): string | null {
  if (code === "unknown") return null;
  const values = readable(params);
  // Where the API tells who it was, so do we.
  const named = "holder" in values ? say(`errors.${code}_by`, values) : null;
  const text = named ?? say(`errors.${code}`, values);
  // A text that lacks one of its values is worse than the server's own words.
  return text && !/\{\w+\}/.test(text) ? text : null;
}

const INSTANT = /^\d{4}-\d\d-\d\dT/;

/** `until` and its like come as instants; people read dates. */
function readable(params: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(params).map(([name, value]) => {
    const instant = typeof value === "string" && INSTANT.test(value);
    return [name, instant ? exact(value, getLanguage()) : (nameOf(value) ?? value)];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** Somebody, as `{"id", "name"}`, reads as their name. */
function nameOf(value: unknown): string | undefined {
  const named = typeof value === "object" && value !== null && "name" in value;
  return named ? String(value.name) : undefined;
}
