import { t } from "@/i18n";
import type { DotColor } from "@/ui/StatusDot";
import { type Department, type EmployeeState, type Role, ROLES } from "./queries";

export const STATE_COLORS: Record<EmployeeState, DotColor> = {
  pending: "amber",
  active: "green",
  suspended: "red",
  rejected: "grey",
  left: "grey",
};

/** What a manager may not give, and why not; an administrator gives any role. */
export function salesOnly(giver: Role) {
  if (giver === "admin") return undefined;
  return { roles: ROLES.filter((role) => role !== "sales"), reason: t("errors.grants_sales_only") };
}

export interface Choice {
  value: string;
  label: string;
}

/** The departments as choices, each indented below its parent; only `root` and what lies below it, when given. */
export function departmentChoices(all: Department[], root?: number): Choice[] {
  const parents = new Map(all.map(({ id, parent }) => [id, parent?.id]));
  const lineOf = (id: number): number[] => {
    const above = parents.get(id);
    return above === undefined ? [id] : [...lineOf(above), id];
  };
  return all
    .map((department) => ({ department, line: lineOf(department.id) }))
    .filter(({ line }) => root === undefined || line.includes(root))
    .map(({ department, line }) => {
      const depth = root === undefined ? line.length - 1 : line.length - 1 - line.indexOf(root);
      return { value: String(department.id), label: `${"— ".repeat(depth)}${department.name}` };
    });
}
