import type { Department } from "./queries";

export interface Node {
  department: Department;
  depth: number;
  /** Ids of those above it, from the root down. */
  above: number[];
  children: number;
}

/** The departments as an indented list: each before those below it, as the API orders them. */
export function treeOf(all: readonly Department[]): Node[] {
  const byParent = new Map<number | null, Department[]>();
  for (const department of all) {
    const parent = department.parent?.id ?? null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), department]);
  }
  const below = (parent: number | null, above: number[]): Node[] =>
    (byParent.get(parent) ?? []).flatMap((department) => [
      {
        department,
        depth: above.length,
        above,
        children: byParent.get(department.id)?.length ?? 0,
      },
      ...below(department.id, [...above, department.id]),
    ]);
  return below(null, []);
}

/** Without what lies below a closed one. */
export const visible = (nodes: readonly Node[], closed: ReadonlySet<number>): Node[] =>
  nodes.filter(({ above }) => !above.some((id) => closed.has(id)));

/** The choices of a parent, indented; never `moving` itself nor what lies below it. */
export function parentChoices(
  all: readonly Department[],
  moving?: number,
): { value: string; label: string }[] {
  return treeOf(all)
    .filter(({ department, above }) => department.id !== moving && !above.includes(moving ?? 0))
    .map(({ department, depth }) => ({
      value: String(department.id),
      label: `${"— ".repeat(depth)}${department.name}`,
    }));
}
