import { addDays, dayText } from "@/lib/dates";
import { paths } from "@/lib/paths";
import type { Today, TodayRow } from "./queries";

export type SectionName = keyof Today["counts"];
/** The most urgent first; also the order of calling. */
export const SECTIONS: readonly SectionName[] = [
  "overdue",
  "due_today",
  "never_contacted",
  "returning",
];

const day = (offset: number) => dayText(addDays(new Date(), offset));

export const overdueFilter = () => ({ next_to: day(-1) });
/** As many days ahead as the API looks for Today. */
const RETURNING_WITHIN = 3;
export const returningFilter = () => ({
  due_to: day(RETURNING_WITHIN),
  ordering: "recycle_due_at",
});
export const neverContactedFilter = () => ({ never_contacted: "1" });

/** Where all rows of a section stand; null where no list can show just them. */
export function rowsOf(
  section: SectionName,
): { to: string; filters: Record<string, string> } | null {
  switch (section) {
    case "overdue":
      return { to: paths.mine(), filters: overdueFilter() };
    case "due_today":
      return { to: paths.mine(), filters: { next_from: day(0), next_to: day(0) } };
    case "never_contacted":
      return { to: paths.mine(), filters: neverContactedFilter() };
    case "returning":
      return { to: paths.mine(), filters: returningFilter() };
  }
}

/** Everybody to call, each once, in the order of the page. */
export function queueOf(today: Today): TodayRow[] {
  const rows = SECTIONS.flatMap((section) => today[section]);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
