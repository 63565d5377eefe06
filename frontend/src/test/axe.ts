import axe from "axe-core";

/** The rules broken below `node`, by name; jsdom has no layout, so colours are for the browser tests. */
export async function violations(node: Element): Promise<string[]> {
  const result = await axe.run(node, { rules: { "color-contrast": { enabled: false } } });
  return result.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ""}`);
}
