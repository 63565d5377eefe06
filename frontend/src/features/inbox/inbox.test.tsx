import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import InboxBadge from "./InboxBadge";
import { InboxList } from "./InboxList";
import type { Inbox, Item } from "./queries";

const item = (members: Partial<Item>): Item => ({
  kind: "registration",
  id: 1,
  since: "2026-11-20T01:00:00Z",
  waits: true,
  subject: { id: 1, name: "Kim" },
  other: null,
  owner: null,
  detail: "",
  due_at: null,
  ...members,
});
const NONE = {
  registration: 0,
  inquiry: 0,
  duplicate: 0,
  returning: 0,
  rejected: 0,
  asked_again: 0,
  application: 0,
  own_application: 0,
  dispute: 0,
};

let inbox: Inbox;

beforeEach(async () => {
  inbox = {
    open: 24,
    counts: { ...NONE, registration: 1, returning: 23, rejected: 1 },
    returning_before: "2026-11-23T02:00:00Z",
    items: [
      item({
        kind: "returning",
        id: 7,
        subject: { id: 7, name: "Wang" },
        owner: { id: 3, name: "Lin" },
      }),
      item({ detail: "Sales 1" }),
      item({
        kind: "rejected",
        id: 9,
        waits: false,
        subject: { id: 9, name: "" },
        detail: "honeypot",
      }),
    ],
  };
  await loadWords("inbox");
  server.use(http.get("*/api/v1/inbox/", () => HttpResponse.json(inbox)));
});

const shown = (at = "/inbox") =>
  show(
    <main>
      <InboxList
        customers="/team"
        decide={({ kind }) => (kind === "registration" ? <button>Approve Kim</button> : null)}
      />
    </main>,
    at,
  );

test("what waits is told in sentences, with the way to decide it; the rest stands apart", async () => {
  const { baseElement } = await shown();
  const waiting = within(await screen.findByRole("region", { name: "Waits for you" }));
  const items = waiting.getAllByRole("listitem");
  expect(items.map((one) => one.getAttribute("aria-label"))).toEqual([
    "Wang goes back to the pool , and Lin has planned nothing",
    "Kim wants to join Sales 1",
  ]);
  expect(waiting.getByRole("link", { name: /Wang/ }).getAttribute("href")).toBe("/customers/7");
  expect(waiting.getByRole("button", { name: "Approve Kim" })).toBeDefined();
  const told = within(screen.getByRole("region", { name: "To know of" }));
  expect(told.getByRole("link").getAttribute("href")).toBe("/inquiries?tab=rejected&inquiry=9");
  expect(await violations(baseElement)).toEqual([]);
});

test("of a kind with more than are shown the number opens the rest", async () => {
  await shown();
  const more = await screen.findByRole("link", { name: "and 22 more: Going back" });
  expect(decodeURIComponent(more.getAttribute("href") ?? "")).toBe(
    "/team?due_to=2026-11-23T02:00:00Z&unplanned=1",
  );
});

test("one kind alone, as the address says", async () => {
  const { user, href } = await shown("/inbox?kind=registration");
  await screen.findByRole("listitem", { name: "Kim wants to join Sales 1" });
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "All 25" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(3);
  expect(href()).toBe("/");
});

test("j and k, or the arrows, go from one to the next", async () => {
  const { user } = await shown();
  await screen.findByRole("listitem", { name: "Kim wants to join Sales 1" });
  await user.keyboard("j");
  expect(document.activeElement?.getAttribute("href")).toBe("/customers/7");
  await user.keyboard("j");
  expect(document.activeElement?.textContent).toBe("Approve Kim");
  await user.keyboard("{ArrowUp}");
  expect(document.activeElement?.getAttribute("href")).toBe("/customers/7");
});

test("an application says who sold what at which discount; one's own is only told", async () => {
  const sold = {
    subject: { id: 5, name: "Wang" },
    other: { id: 3, name: "PY-1 Python" },
    owner: { id: 3, name: "Lin" },
  };
  inbox.counts = { ...NONE, application: 1, own_application: 1 };
  inbox.items = [
    item({ ...sold, kind: "application", id: 11, detail: "15" }),
    item({ ...sold, kind: "own_application", id: 12, waits: false }),
  ];
  await shown();
  expect(
    await screen.findByRole("listitem", { name: "Lin enrolls Wang in PY-1 Python, 15 % off" }),
  ).toBeDefined();
  const told = within(screen.getByRole("region", { name: "To know of" }));
  expect(told.getByRole("listitem").getAttribute("aria-label")).toBe(
    "Your sale of PY-1 Python to Wang waits for somebody else to decide",
  );
  expect(told.getByRole("link").getAttribute("href")).toBe("/enrollments/12");
});

test("nothing waits: says what would stand here, and the menu has no badge", async () => {
  inbox = { ...inbox, open: 0, counts: NONE, items: [] };
  await shown();
  expect(await screen.findByText("Nothing waits for you")).toBeDefined();
  await show(<InboxBadge />);
  expect(screen.queryByRole("img")).toBeNull();
});

test("the menu's badge says how many wait", async () => {
  await show(<InboxBadge />);
  expect(await screen.findByRole("img", { name: "24 wait" })).toBeDefined();
});
