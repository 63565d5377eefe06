import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { ApprovalList } from "./ApprovalList";
import { PersonPanel } from "./PersonPanel";
import type { Employee } from "./queries";
import { departmentChoices } from "./words";

const SALES = { id: 3, name: "Sales" };
const NORTH = { id: 4, name: "Sales North" };
const FINANCE = { id: 5, name: "Finance" };
const alone = { manager: null, manager_gone: false, campus: null };
const DEPARTMENTS = [
  { ...SALES, parent: null, ...alone },
  { ...NORTH, parent: SALES, ...alone },
  { ...FINANCE, parent: null, ...alone },
];
const nothing = {
  approve: null,
  reject: null,
  suspend: null,
  resume: null,
  place: null,
  reset_link: null,
  hand_over: null,
  leave: null,
};
const zhou: Employee = {
  id: 9,
  display_name: "Zhou",
  username: "zhou",
  role: "sales",
  state: "pending",
  department: SALES,
  campus: null,
  created_at: "2026-11-20T08:00:00Z",
  refusals: nothing,
};
const page = (results: object[]) => HttpResponse.json({ next: null, previous: null, results });

beforeEach(() => {
  // The virtual list measures its window; jsdom has none.
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  server.use(
    http.get("*/api/v1/departments/", () => page(DEPARTMENTS)),
    http.get("*/api/v1/campuses/", () => page([])),
  );
});

test("a manager approves into departments of their own, as a consultant", async () => {
  const sent = vi.fn();
  server.use(
    http.get("*/api/v1/employees/", () => page([zhou])),
    http.post("*/api/v1/employees/9/approve/", async ({ request }) => {
      sent(await request.json(), request.headers.has("Idempotency-Key"));
      return HttpResponse.json({ ...zhou, state: "active" });
    }),
  );
  const { user } = await show(<ApprovalList approver={{ role: "manager", department: SALES }} />);
  await user.click(await screen.findByRole("button", { name: "Approve Zhou" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByLabelText<HTMLInputElement>("Manager").disabled).toBe(true);
  await dialog.findByRole("option", { name: "— Sales North" });
  expect(dialog.queryByRole("option", { name: "Finance" })).toBeNull();
  await user.selectOptions(dialog.getByLabelText("Department"), "— Sales North");
  await user.click(dialog.getByRole("button", { name: "Approve" }));
  await vi.waitFor(() =>
    expect(sent.mock.calls).toEqual([[{ role: "sales", department: NORTH.id }, true]]),
  );
});

test("what may not be decided stays in sight and says why", async () => {
  const refusal = { code: "outside_your_scope", detail: "" };
  const refused = { ...zhou, refusals: { ...nothing, approve: refusal } };
  server.use(http.get("*/api/v1/employees/", () => page([refused])));
  await show(<ApprovalList approver={{ role: "manager", department: SALES }} />);
  const button = await screen.findByRole("button", { name: "Approve Zhou" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getByText("This lies outside your departments.")).toBeTruthy();
});

test("suspending names its consequence, and who keeps the customers, first", async () => {
  const active = { ...zhou, state: "active", held: 20 };
  server.use(http.get("*/api/v1/employees/9/", () => HttpResponse.json(active)));
  const panel = <PersonPanel id={9} customersOf={(id) => `/all?owner=${id}`} onClose={() => {}} />;
  const { user, baseElement } = await show(panel);
  await user.click(await screen.findByRole("button", { name: "Suspend" }));
  const dialog = await screen.findByRole("dialog", { name: "Suspend Zhou?" });
  expect(dialog.textContent).toMatch(/logged out everywhere at once.*20 customers stay with them/);
  expect(await violations(baseElement)).toEqual([]);
});

test("departments are indented below the one whose subtree is shown", () => {
  expect(departmentChoices(DEPARTMENTS, SALES.id).map(({ label }) => label)).toEqual([
    "Sales",
    "— Sales North",
  ]);
});
