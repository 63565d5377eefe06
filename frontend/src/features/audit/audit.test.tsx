import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { say, setLanguage } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { AuditTable } from "./AuditTable";
import { placeOf } from "./links";
import type { AuditEvent } from "./queries";
import { changesText, restOf, sentenceText } from "./sentence";

const BACKEND = join(process.cwd(), "..", "backend", "shoal");

const event = (members: Partial<AuditEvent> = {}): AuditEvent => ({
  id: 1,
  at: "2026-11-20T08:00:00Z",
  kind: "customer.claimed",
  actor: { id: 4, name: "Lin" },
  subject: { type: "customer", id: 7, name: "Wang" },
  customer: 7,
  owner_before: null,
  owner_after: { id: 4, name: "Lin" },
  pool_before: { id: 1, name: "Public pool" },
  pool_after: { id: 1, name: "Public pool" },
  data: {},
  request_id: "abc",
  ...members,
});

const sourceOf = (name: string) => readFileSync(join(BACKEND, name), "utf8");
const backend = readdirSync(BACKEND, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".py"))
  .map(sourceOf)
  .join("\n");
const all = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

/** What stands for the parts that are put together when it is recorded. */
const PARTS: Record<string, string[]> = {
  "{reason}": all(sourceOf("customers/models/spell.py"), /^ {4}[A-Z_]+ = "(\w+)"/gm),
  "{move}": all(sourceOf("organization/rules.py"), /^ {4}"(\w+)": Move\(/gm),
  "{disposition}": all(
    sourceOf("customers/models/consultation.py").split("class Disposition")[1] ?? "",
    /^ {4}[A-Z_]+ = "(\w+)"/gm,
  ),
  "{step}": all(sourceOf("teaching/rules/classes.py"), /: Move\(.*"(\w+)"\)/g),
  "{run}": ["dry_run", "commit"],
};

/** Every kind that the backend records. */
function recordedKinds(): string[] {
  const begins = /(?:(?:record(?:_many|_move)?|told)\(|kind = |else )\s*f?"([a-z_]+\.[a-z_{}]+)"/g;
  const found = all(backend, begins).flatMap((kind) => {
    const part = /\{\w+\}/.exec(kind)?.[0];
    return part ? (PARTS[part] ?? [part]).map((one) => kind.replace(part, one)) : [kind];
  });
  return [...new Set(found)].sort();
}

test("every kind that the backend records has a sentence in both languages", async () => {
  const kinds = recordedKinds();
  expect(kinds.length).toBeGreaterThan(30);
  expect(kinds.filter((kind) => say(`audit.kind.${kind}`) === null)).toEqual([]);
  await setLanguage("zh");
  expect(kinds.filter((kind) => say(`audit.kind.${kind}`) === null)).toEqual([]);
});

test("an event reads as a sentence, and one without words by its code", () => {
  expect(sentenceText(event())).toBe("Lin claimed Wang");
  expect(sentenceText(event({ actor: null, kind: "customer.recycled" }))).toBe(
    "Wang went back to the pool: their time was up",
  );
  expect(sentenceText(event({ kind: "comet.seen", actor: null }))).toBe(
    "The system: comet.seen Wang",
  );
  expect(sentenceText(event({ subject: { type: "customer", id: 7, name: null } }))).toBe(
    "Lin claimed customer 7",
  );
});

test("what changed is named: fields, status, hands", () => {
  expect(changesText(event())).toEqual(["Holder: nobody → Lin"]);
  const edited = event({
    kind: "pool.changed",
    owner_after: null,
    data: { fields: ["name", "odd"] },
  });
  expect(changesText(edited)).toEqual(["Name, odd"]);
  const status = { old: "new", new: "contacted", reason: null };
  const moved = event({ kind: "customer.status_changed", data: status });
  expect(changesText(moved)).toEqual(["Status: New → Contacted"]);
  expect(restOf(moved)).toEqual([]);
  const seated = event({
    kind: "enrollment.activated",
    owner_after: null,
    data: { old: "awaiting_payment", new: "active" },
  });
  expect(changesText(seated)).toEqual(["Status: Seat held, to be paid → Student"]);
  expect(restOf(seated)).toEqual([]);
  expect(restOf(event({ data: { reason: "no_contact" } }))).toEqual([
    { label: "Reason", value: "no_contact" },
  ]);
});

test("a subject leads to where it can be looked at", () => {
  const of = (type: string) => placeOf(event({ subject: { type, id: 7, name: "" } }))?.to;
  expect(of("followup")).toBe("/customers/7");
  expect(of("pool")).toBe("/admin/pools");
  expect(of("session")).toBeUndefined();
});

afterEach(() => setLanguage("en"));
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
});

test("the filters of the address are asked for, and one event tells all", async () => {
  const asked = vi.fn();
  server.use(
    http.get("*/api/v1/employees/", () =>
      HttpResponse.json({ next: null, previous: null, results: [] }),
    ),
    http.get("*/api/v1/audit/", ({ request }) => {
      asked(new URL(request.url).search);
      return HttpResponse.json({ next: null, previous: null, results: [event()] });
    }),
  );
  const { user, baseElement } = await show(
    <main>
      <AuditTable />
    </main>,
    "/admin/audit?kind=customer.&customer=7&subject=3&subject_type=pool",
  );
  const row = await screen.findByRole("row", { name: /Lin claimed Wang/ });
  expect(within(row).getByRole("link", { name: "Wang" }).getAttribute("href")).toBe("/customers/7");
  expect(asked.mock.calls).toEqual([
    ["?kind=customer.&customer=7&subject_type=pool&subject=3&ordering=-at"],
  ]);
  expect(await violations(baseElement)).toEqual([]);
  await user.click(within(row).getByText(/Holder/));
  const panel = await screen.findByRole("dialog", { name: "Event" });
  expect(panel.textContent).toContain("Requestabc");
});
