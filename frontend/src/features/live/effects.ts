import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { components } from "@/api/schema.gen";
import { addMarks, forgetMarks, type Mark } from "./marks";

export type FeedEvent = components["schemas"]["FeedEvent"];

const GONE = "customer.gone";
/** What says whom one sees: by these events customers come and go who are named in none. */
const SCOPES: Record<string, readonly string[]> = {
  "pool.changed": ["departments", "campuses"],
  "department.edited": ["parent"],
  "employee.placed": ["department", "role"],
};
const MOVES = ["claimed", "assigned", "handed_over", "released", "recycled", "created", "restored"];
/** Seats and money: an event of these brings the pages of the school up to date. */
const OF_SCHOOL = ["enrollment", "payment"];
const SCHOOL_PAGES: readonly unknown[] = ["enrollments", "classes", "payments"];
/** A command of this page has brought its own pages up to date by then. */
const OWN_FOR_MS = 6000;
/** Their rows would move: they are marked, and loaded anew when somebody asks for it or comes back. */
const isList = ({ queryKey: [noun, what, more] }: { queryKey: QueryKey }) =>
  noun === "customers" && (what === "list" || (what === "pool" && more === "list"));
const isFigure = (query: Query) =>
  query.queryKey[0] === "customers" && query.queryKey[1] !== "detail" && !isList(query);
const isCustomerless = ({ queryKey: [noun] }: Query) =>
  noun !== "customers" && noun !== "session" && noun !== "notifications";

export interface Effects {
  /** Customers whose own pages are to be loaded anew: when nothing is being edited. */
  details: number[];
  /** Figures and short lists: when it is calm. */
  figures: boolean;
  /** An enrollment, the roll of a class, its seats. */
  school: boolean;
  /** Policies, lists of the school, people: what one may do. */
  policy: boolean;
  /** Whom one sees. */
  scope: boolean;
}

/** Mark what these events touch; return what is to be brought up to date at a good moment. */
export function bring(
  client: QueryClient,
  me: { id: number; leads: boolean },
  events: readonly FeedEvent[],
): Effects {
  const foreign = events.filter((event) => event.actor?.id !== me.id || !actedHere(client));
  const customers = foreign.filter(({ customer }) => customer !== null);
  const marked = customers.filter((event) => event.actor?.id !== me.id);
  addMarks(marked.map((event) => [event.customer ?? 0, markOf(event)]));
  if (customers.length > 0)
    void client.invalidateQueries({ predicate: isList, refetchType: "none" });
  return {
    details: customers.flatMap(({ customer }) => customer ?? []),
    figures: customers.some(
      (event) => me.leads || event.holder?.id === me.id || isShown(client, event.customer),
    ),
    school: foreign.some(({ kind }) => OF_SCHOOL.includes(kind.split(".")[0] ?? "")),
    policy: foreign.some(({ customer }) => customer === null),
    scope: foreign.some(({ kind, fields }) =>
      fields?.some((field) => SCOPES[kind]?.includes(field)),
    ),
  };
}

export function refreshDetails(client: QueryClient, ids: Iterable<number>): void {
  for (const id of ids) void client.invalidateQueries({ queryKey: ["customers", "detail", id] });
}

export function refreshFigures(client: QueryClient): void {
  void client.invalidateQueries({ predicate: isFigure });
}

/** Rows of lists stay where they are until somebody comes back to them. */
export function refreshSchool(client: QueryClient): void {
  const ofSchool = ({ queryKey: [noun] }: Query) => SCHOOL_PAGES.includes(noun);
  void client.invalidateQueries({
    predicate: (query) => ofSchool(query) && query.queryKey[1] === "list",
    refetchType: "none",
  });
  void client.invalidateQueries({
    predicate: (query) => ofSchool(query) && query.queryKey[1] !== "list",
  });
}

export function refreshPolicy(client: QueryClient): void {
  void client.invalidateQueries({ predicate: isCustomerless });
  void client.invalidateQueries({ queryKey: ["session", "me"] });
  refreshFigures(client);
}

/** Nobody stays on the screen, or behind it, whom the server would not show any more. */
export function refreshScope(client: QueryClient): void {
  client.removeQueries({ queryKey: ["customers"], type: "inactive" });
  void client.invalidateQueries({ queryKey: ["customers"] });
}

/** Forget marks when a list was loaded from the server since; returns the way to stop watching. */
export function watchLists(client: QueryClient): () => void {
  const began = new Map<string, number>();
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || !isList(event.query)) return;
    const { action, query } = event;
    // Neither a further page nor what a command wrote into the rows is a list loaded anew.
    const further = query.state.fetchMeta !== null;
    if (action.type === "fetch" && !further) began.set(query.queryHash, Date.now());
    if (action.type !== "success" || action.manual) return;
    const at = began.get(query.queryHash);
    began.delete(query.queryHash);
    if (at !== undefined && query.isActive()) forgetMarks(at);
  });
}

function markOf({ kind, actor, holder }: FeedEvent): Mark {
  const [noun = "", what = ""] = kind.split(".");
  const by = actor?.name ?? null;
  const base = { by, holder, at: Date.now() };
  if (kind === GONE) return { ...base, by: holder?.name ?? null, kind: holder ? "taken" : "gone" };
  if (noun !== "customer" || !MOVES.includes(what)) return { ...base, kind: "changed" };
  return { ...base, kind: holder ? "taken" : "released" };
}

/** Was a command sent from this page a moment ago? */
function actedHere(client: QueryClient): boolean {
  const since = Date.now() - OWN_FOR_MS;
  return client
    .getMutationCache()
    .getAll()
    .some(({ state }) => state.submittedAt > since);
}

/** Is the customer in a figure or short list of the screen (Today, calendar)? */
function isShown(client: QueryClient, id: number | null): boolean {
  const shown = client.getQueryCache().findAll({ type: "active", predicate: isFigure });
  return shown.some(({ state }) => JSON.stringify(state.data ?? null).includes(`"id":${id},`));
}
