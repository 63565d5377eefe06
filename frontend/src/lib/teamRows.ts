import { paths } from "./paths";

/** What a person of the team has so many of. */
export type Figure =
  "held" | "households" | "overdue" | "never_contacted" | "returning" | "claims_today";

interface Whose {
  employee: { id: number };
  /** Today's midnight where they work (R152). */
  day_began: string;
}

/** Where the rows behind a number of the team stand; `list` is the viewer's list of everybody's customers. */
export function rowsOfFigure(
  figure: Figure,
  whose: Whose,
  list: string,
  returningBefore = "",
): { to: string; filters: Record<string, string> } {
  const id = String(whose.employee.id);
  if (figure === "claims_today")
    return {
      to: paths.movements(),
      filters: { to: id, reason: "claimed", since: whose.day_began, household_once: "1" },
    };
  const narrowed: Record<string, string> = {
    held: {},
    households: { guardian: "none" },
    overdue: { next_to: whose.day_began },
    never_contacted: { never_contacted: "1" },
    returning: { due_to: returningBefore },
  }[figure];
  return { to: list, filters: { owner: id, ...narrowed } };
}
