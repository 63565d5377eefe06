import type { Rule, Trial } from "./queries";

/** Which rows a number stands for: by when (a number is one of the coming weeks), rule and consultant. */
export interface Which {
  when: "atOnce" | "soon" | number;
  rule?: Rule;
  consultant?: { id: number; name: string };
}

type Row = Trial["rows"][number];

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** The rows among those that came; `found.rows_total` says when not all did. */
export function rowsOf(found: Trial, { when, rule, consultant }: Which): Row[] {
  const at = Date.parse(found.at);
  const wanted = when === "soon" ? 0 : when === "atOnce" ? -1 : when;
  const weekOf = (due: number) => (due <= at ? -1 : Math.floor((due - at) / WEEK_MS));
  return found.rows.filter(
    (row) =>
      weekOf(Date.parse(row.due_at)) === wanted &&
      (rule === undefined || row.rule === rule) &&
      (consultant === undefined || row.consultant.id === consultant.id),
  );
}

/** How many there are, also of those that did not come. */
export function countOf(found: Trial, { when, rule, consultant }: Which): number {
  if (typeof when === "number") return found.weeks[when]?.customers ?? 0;
  const of =
    found.by_rule.find((each) => each.rule === rule) ??
    found.by_consultant.find((each) => each.consultant.id === consultant?.id) ??
    found;
  return when === "atOnce" ? of.customers : of.within_7_days;
}
