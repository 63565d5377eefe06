import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import type { Employee } from "../queries";
import { HandOverPanel } from "./HandOverPanel";
import type { HandOver, Preview } from "./queries";

const kim = { id: 9, display_name: "Kim" } as Employee;
const BO = { id: 2, name: "Bo" };
const LIN = { id: 1, name: "Lin" };
const candidate = (employee: typeof BO, room: number | null) => ({
  employee, department: null, campus: null, held: 20, holding_limit: 300, room,
}); // prettier-ignore
const preview: Preview = {
  employee: { id: 9, name: "Kim" },
  households: 3,
  customers: 4,
  open_plans: 2,
  by_campus: [{ campus: { id: 1, name: "Tianhe" }, households: 3 }],
  by_intent: [{ value: "A", households: 1 }, { value: "", households: 2 }],
  by_status: [{ value: "new", households: 3 }],
  candidates: [candidate(LIN, 280), candidate(BO, null)],
  shares: [],
  to_pools: 3,
  refusals: { hand_over: null, leave: null },
}; // prettier-ignore
const begun: HandOver = {
  id: 1, employee: preview.employee, by: { id: 3, name: "Mei" }, leaves: true, note: "",
  shares: [], moved: 1, left: 2, created_at: "2026-11-20T02:00:00Z", finished_at: null,
}; // prettier-ignore
const refused = (code: string, status = 409, members = {}) =>
  HttpResponse.json({ status, code, detail: "", ...members }, { status });

const done = { ...begun, moved: 3, left: 0, finished_at: "2026-11-20T02:00:09Z" };

/** What the API answers to `split`, and what it was asked. */
let answer: (split: (number | null)[]) => Partial<Preview> | Response = () => ({});
let asked: (number | null)[][] = [];

beforeEach(() => {
  answer = () => ({});
  asked = [];
  server.use(
    http.post("*/api/v1/employees/9/hand-over/preview/", async ({ request }) => {
      const { split = [] } = (await request.json()) as { split?: (number | null)[] };
      asked.push(split);
      const said = answer(split);
      return said instanceof Response ? said : HttpResponse.json({ ...preview, ...said });
    }),
  );
});

const panel = (
  <HandOverPanel who={kim} customersOf={(id) => `/all?owner=${id}`} onClose={() => {}} />
);
const share = (to: typeof BO, households: number, refusal: object | null = null) =>
  ({ to, households, held_after: 22, refusal }) as Preview["shares"][number];

test("what they hold, who gets it and what that does is said before, then it is done", async () => {
  answer = (split) => (split.length ? { shares: [share(BO, 2)], to_pools: 1 } : {});
  const sent: unknown[] = [];
  const progress = [begun];
  server.use(
    http.post("*/api/v1/employees/9/hand-over/", async ({ request }) => {
      sent.push(await request.json(), request.headers.has("Idempotency-Key"));
      return HttpResponse.json(begun);
    }),
    http.get("*/api/v1/employees/9/hand-over/", () => HttpResponse.json(progress.shift() ?? done)),
  );
  const { user, baseElement } = await show(panel);
  const number = await screen.findByRole("link", { name: "Intent unknown: 2" });
  expect(number.getAttribute("href")).toBe("/all?owner=9&intent=none");
  // Nobody chosen: all go back, which cannot be unticked.
  const pools = screen.getByRole<HTMLInputElement>("checkbox", { name: "Back to the pools" });
  expect([pools.checked, pools.disabled]).toEqual([true, true]);
  expect(await violations(baseElement)).toEqual([]);

  await user.click(screen.getByRole("checkbox", { name: "Bo" }));
  await user.click(pools);
  const table = await screen.findByRole("table");
  await waitFor(() =>
    expect(within(table).getByRole<HTMLInputElement>("textbox", { name: /Bo/ }).value).toBe("2"),
  );
  await waitFor(() => expect(asked.at(-1)).toEqual([2, null]));
  await user.type(screen.getByLabelText("Note for the history (optional)"), "  Moves away ");
  await user.click(screen.getByRole("button", { name: "Hand over and leave" }));
  const dialog = await screen.findByRole("dialog", { name: "Hand over 3 households of Kim?" });
  expect(dialog.textContent).toContain("Kim is logged out at once and cannot log in again.");
  expect(sent).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Hand over and leave" }));

  expect(await screen.findByText("Handing over: 1 done, 2 to go.")).toBeTruthy();
  expect(await screen.findByText("Households handed over: 3.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Look at the movements" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Hand over and leave" })).toBeNull();
  expect(sent).toEqual([{ split: [2, null], leaves: true, note: "Moves away" }, true]);
});

test("who has no room for them is named before, and it is not tried", async () => {
  const full = { code: "holding_limit_reached", detail: "No room.", limit: 300 };
  answer = (split) => (split.length ? { shares: [share(BO, 3, full)], to_pools: 0 } : {});
  const { user } = await show(panel);
  await user.click(await screen.findByRole("checkbox", { name: "Bo" }));
  await screen.findByRole("row", { name: /Bo.*300/ });
  const button = screen.getByRole("button", { name: "Hand over and leave" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await user.click(button);
  expect(screen.queryByRole("dialog", { name: /Hand over 3/ })).toBeNull();
});

test("who may not let them leave reads why, and may still hand over", async () => {
  answer = () => ({ refusals: { hand_over: null, leave: { code: "role_may_not", detail: "" } } });
  await show(panel);
  const leaves = await screen.findByRole<HTMLInputElement>("switch", {
    name: /^Kim works here no more/,
  });
  expect([leaves.checked, leaves.disabled]).toEqual([false, true]);
  expect(screen.getByText("Your role may not do this.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Hand over" })).toBeTruthy();
});

test("a refusal is said in the dialog, and neither the choice nor the note is lost", async () => {
  server.use(http.post("*/api/v1/employees/9/hand-over/", () => refused("hand_over_running")));
  const { user } = await show(panel);
  await user.click(await screen.findByRole("checkbox", { name: "Bo" }));
  await user.type(screen.getByLabelText("Note for the history (optional)"), "Moves away");
  await user.click(screen.getByRole("button", { name: "Hand over and leave" }));
  const dialog = within(await screen.findByRole("dialog", { name: /Hand over 3/ }));
  await user.click(dialog.getByRole("button", { name: "Hand over and leave" }));
  await dialog.findByRole("alert");
  await user.click(dialog.getByRole("button", { name: "Cancel" }));
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Bo" }).checked).toBe(true);
  expect(screen.getByDisplayValue("Moves away")).toBeTruthy();
});

test("a failure is tried again; without whom left meanwhile, and with the note as typed", async () => {
  answer = () => refused("unavailable", 503);
  const { user } = await show(panel);
  await screen.findByRole("alert");
  answer = (split) => (split.length ? refused("invalid", 400) : {});
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await user.type(await screen.findByLabelText("Note for the history (optional)"), "Moves away");
  await user.click(screen.getByRole("checkbox", { name: "Bo" }));
  await screen.findByRole("alert");
  await user.click(screen.getByRole("button", { name: "Try again" }));
  const bo = await screen.findByRole<HTMLInputElement>("checkbox", { name: "Bo" });
  expect(bo.checked).toBe(false);
  expect(screen.getByDisplayValue("Moves away")).toBeTruthy();
});

test("who holds nobody can leave at once", async () => {
  answer = () => ({ households: 0, customers: 0, open_plans: 0, by_campus: [], by_intent: [], by_status: [], to_pools: 0 }); // prettier-ignore
  await show(panel);
  expect(await screen.findByText("They hold nobody; they can leave at once.")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});
