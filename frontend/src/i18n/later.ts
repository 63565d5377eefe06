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
  intake: area(
    async () => (await import("./en/intake")).intake,
    async () => (await import("./zh/intake")).intake,
  ),
  agenda: area(
    async () => (await import("./en/agenda")).agenda,
    async () => (await import("./zh/agenda")).agenda,
  ),
  enrollments: area(
    async () => (await import("./en/enrollments")).enrollments,
    async () => (await import("./zh/enrollments")).enrollments,
  ),
  classes: area(
    async () => (await import("./en/classes")).classes,
    async () => (await import("./zh/classes")).classes,
  ),
  counter: area(
    async () => (await import("./en/counter")).counter,
    async () => (await import("./zh/counter")).counter,
  ),
  payments: area(
    async () => (await import("./en/payments")).payments,
    async () => (await import("./zh/payments")).payments,
  ),
  handover: area(
    async () => (await import("./en/handover")).handover,
    async () => (await import("./zh/handover")).handover,
  ),
  inbox: area(
    async () => (await import("./en/inbox")).inbox,
    async () => (await import("./zh/inbox")).inbox,
  ),
  imports: area(
    async () => (await import("./en/imports")).imports,
    async () => (await import("./zh/imports")).imports,
  ),
  live: area(
    async () => (await import("./en/live")).live,
    async () => (await import("./zh/live")).live,
  ),
  inquiries: area(
    async () => (await import("./en/inquiries")).inquiries,
    async () => (await import("./zh/inquiries")).inquiries,
  ),
  merging: area(
    async () => (await import("./en/merging")).merging,
    async () => (await import("./zh/merging")).merging,
  ),
  money: area(
    async () => (await import("./en/money")).money,
    async () => (await import("./zh/money")).money,
  ),
  newcustomer: area(
    async () => (await import("./en/newcustomer")).newcustomer,
    async () => (await import("./zh/newcustomer")).newcustomer,
  ),
  notifications: area(
    async () => (await import("./en/notifications")).notifications,
    async () => (await import("./zh/notifications")).notifications,
  ),
  people: area(
    async () => (await import("./en/people")).people,
    async () => (await import("./zh/people")).people,
  ),
  recycled: area(
    async () => (await import("./en/recycled")).recycled,
    async () => (await import("./zh/recycled")).recycled,
  ),
  privacy: area(
    async () => (await import("./en/privacy")).privacy,
    async () => (await import("./zh/privacy")).privacy,
  ),
  selling: area(
    async () => (await import("./en/selling")).selling,
    async () => (await import("./zh/selling")).selling,
  ),
  session: area(
    async () => (await import("./en/session")).session,
    async () => (await import("./zh/session")).session,
  ),
  setup: area(
    async () => (await import("./en/setup")).setup,
    async () => (await import("./zh/setup")).setup,
  ),
  team: area(
    async () => (await import("./en/team")).team,
    async () => (await import("./zh/team")).team,
  ),
  workdays: area(
    async () => (await import("./en/workdays")).workdays,
    async () => (await import("./zh/workdays")).workdays,
  ),
};

export type Area = keyof typeof LATER;
/** The English words of every area, for the type of the keys. */
export type LaterWords = { [A in Area]: Awaited<ReturnType<(typeof LATER)[A]["en"]>> };
