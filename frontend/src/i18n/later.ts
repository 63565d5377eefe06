import type { Shape } from ".";

/*
 * Words of pages that few people open: they come with those pages (app/routes: `withWords`), so that the first load
 * of all others stays small. A missing key does not compile here either.
 */
function area<Words>(
  en: () => Promise<Words>,
  zh: () => Promise<Shape<NoInfer<Words>>>,
): { en: () => Promise<Words>; zh: () => Promise<Shape<Words>> } {
  return { en, zh };
}

export const LATER = {
  admin: area(
    async () => (await import("./en/admin")).admin,
    async () => (await import("./zh/admin")).admin,
  ),
  audit: area(
    async () => (await import("./en/audit")).audit,
    async () => (await import("./zh/audit")).audit,
  ),
  imports: area(
    async () => (await import("./en/imports")).imports,
    async () => (await import("./zh/imports")).imports,
  ),
  newcustomer: area(
    async () => (await import("./en/newcustomer")).newcustomer,
    async () => (await import("./zh/newcustomer")).newcustomer,
  ),
  people: area(
    async () => (await import("./en/people")).people,
    async () => (await import("./zh/people")).people,
  ),
  session: area(
    async () => (await import("./en/session")).session,
    async () => (await import("./zh/session")).session,
  ),
  setup: area(
    async () => (await import("./en/setup")).setup,
    async () => (await import("./zh/setup")).setup,
  ),
};

export type Area = keyof typeof LATER;
/** The English words of every area, for the type of the keys. */
export type LaterWords = { [A in Area]: Awaited<ReturnType<(typeof LATER)[A]["en"]>> };
