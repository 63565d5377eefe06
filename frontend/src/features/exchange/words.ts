import { getLanguage, say, t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { entryText } from "@/ui/entryText";
import { wholeErrorText } from "@/ui/errorText";
import type { DotColor } from "@/ui/StatusDot";
import type { Import, ImportRow, ImportState, ImportSummary } from "./queries";

export const STATE_COLORS: Record<ImportState, DotColor> = {
  uploaded: "grey",
  queued: "amber",
  dry_running: "blue",
  dry_run: "indigo",
  running: "blue",
  committed: "green",
  failed: "red",
};

export function stateText({ state, pending }: Pick<ImportSummary, "state" | "pending">): string {
  return state === "queued" && pending
    ? t(`imports.queued.${pending}`)
    : t(`imports.state.${state}`);
}

/** 9240 → "9,240". */
export function number(value: number): string {
  return new Intl.NumberFormat(getLanguage()).format(value);
}

export function fieldText(code: string, fields: Import["fields"]): string {
  const field = fields.find((each) => each.code === code);
  return field ? entryText(field) : code;
}

/** Why a row is not new. */
export function reasonText({ reason }: ImportRow, fields: Import["fields"]): string | null {
  if (!reason) return null;
  const values = {
    row: reason.row,
    field: fieldText(reason.field ?? "", fields),
    fields: (reason.fields ?? []).map((code) => fieldText(code, fields)).join(t("imports.and")),
  };
  const code =
    reason.code === "nothing_identifies" && !values.fields ? "nothing_mapped" : reason.code;
  return say(`imports.reason.${code}`, values) ?? reason.detail;
}

const MEGABYTE = 1024 * 1024;

/** Why a file was not taken: an unreadable one says what is wrong with it. */
export function uploadErrorText(error: unknown): string {
  if (!isProblem(error)) return wholeErrorText(error);
  const { reason, limit } = error.params;
  if (error.code === "too_large" && typeof limit === "number") {
    return t("imports.tooLarge", { limit: Math.floor(limit / MEGABYTE) });
  }
  if (error.code !== "unreadable_file") return wholeErrorText(error);
  return say(`imports.unreadable.${String(reason)}`, error.params) ?? error.detail;
}
