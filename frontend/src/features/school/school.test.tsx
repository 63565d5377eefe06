import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { CampusForm } from "./CampusForm";
import { codeOf, renamed } from "./code";
import { DepartmentTree } from "./DepartmentTree";
import type { Department } from "./queries";
import { parentChoices, treeOf, visible } from "./tree";
import { whyItStays } from "./words";

const page = (results: object[]) => HttpResponse.json({ next: null, previous: null, results });
const alone = { manager: null, manager_gone: false, campus: null, refusals: { remove: null } };
const SALES = { id: 3, name: "Sales", parent: null, ...alone };
const NORTH = { id: 4, name: "North", parent: { id: 3, name: "Sales" }, ...alone };
const STREET = { id: 6, name: "Street", parent: { id: 4, name: "North" }, ...alone };
const FINANCE = { id: 5, name: "Finance", parent: null, ...alone };
const DEPARTMENTS: Department[] = [SALES, NORTH, STREET, FINANCE];
const SCHOOL = {
  name: "Riverside",
  time_zone: "Asia/Shanghai",
  currency: "CNY",
  language: "en",
  phone_region: "CN",
  fixed: [],
  version: 1,
};

beforeEach(() => {
  server.use(
    http.get("*/api/v1/school/", () => HttpResponse.json(SCHOOL)),
    http.get("*/api/v1/departments/", () => page(DEPARTMENTS)),
    http.get("*/api/v1/campuses/", () => page([])),
    http.get("*/api/v1/employees/", () => page([])),
  );
});

test("a short code follows the name until somebody types another one", () => {
  expect(codeOf(" Tianhe North (new) ")).toBe("tianhe-north-new");
  expect(codeOf("天河校区")).toBe("天河校区");
  expect(renamed({ name: "Tian", code: "tian" }, "Tianhe").code).toBe("tianhe");
  expect(renamed({ name: "Tian", code: "th" }, "Tianhe").code).toBe("th");
});

test("the tree is shown from the root down, without what lies below a closed branch", () => {
  const nodes = treeOf(DEPARTMENTS);
  expect(nodes.map(({ department, depth }) => [department.name, depth])).toEqual([
    ["Sales", 0],
    ["North", 1],
    ["Street", 2],
    ["Finance", 0],
  ]);
  const names = visible(nodes, new Set([SALES.id])).map(({ department }) => department.name);
  expect(names).toEqual(["Sales", "Finance"]);
});

test("a department cannot be put below itself", () => {
  const labels = parentChoices(DEPARTMENTS, NORTH.id).map(({ label }) => label);
  expect(labels).toEqual(["Sales", "Finance"]);
});

test("why a department stays names only what still belongs to it", () => {
  const refusal = {
    code: "department_in_use",
    detail: "",
    ...{ children: 0, employees: 1, invitations: 0, pools: 2 },
  };
  expect(whyItStays(refusal)).toBe("Still belonging to it: 1 person, 2 pools.");
});

test("a new campus needs a name only; its code is made, zone and money are the school's", async () => {
  const sent = vi.fn();
  const done = vi.fn();
  server.use(
    http.post("*/api/v1/campuses/", async ({ request }) => {
      const body = (await request.json()) as object;
      sent(body, request.headers.has("Idempotency-Key"));
      return HttpResponse.json({ id: 1, ...body }, { status: 201 });
    }),
  );
  const { user } = await show(<CampusForm onDone={done} />);
  await user.type(await screen.findByLabelText(/^Name/), "Tianhe North");
  await user.click(screen.getByRole("button", { name: "Add campus" }));
  await vi.waitFor(() => expect(done).toHaveBeenCalled());
  const fields = { name: "Tianhe North", code: "tianhe-north", address: "", phone: "" };
  const zone = { time_zone: "Asia/Shanghai", currency: "CNY" };
  expect(sent.mock.calls).toEqual([[{ ...fields, ...zone, is_active: true }, true]]);
  expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe("");
});

test("a code that is taken is shown where it stands, though that was out of the way", async () => {
  const taken = { pointer: "/code", code: "taken", detail: "" };
  server.use(
    http.post("*/api/v1/campuses/", () =>
      HttpResponse.json({ code: "invalid", detail: "", errors: [taken] }, { status: 400 }),
    ),
  );
  const { user, container } = await show(<CampusForm onDone={() => {}} />);
  await user.type(await screen.findByLabelText(/^Name/), "Tianhe");
  await user.click(screen.getByRole("button", { name: "Add campus" }));
  await screen.findByText("Somebody has this already; choose another one.");
  expect(container.querySelector("details")?.open).toBe(true);
});

test("a refused move is told at the place that was chosen", async () => {
  const sent = vi.fn();
  server.use(
    http.patch("*/api/v1/departments/5/", async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json({ code: "department_cycle", detail: "" }, { status: 409 });
    }),
  );
  const { user, baseElement } = await show(
    <main>
      <DepartmentTree />
    </main>,
  );
  await user.click(await screen.findByRole("button", { name: "More actions for Finance" }));
  await user.click(await screen.findByRole("menuitem", { name: "Move" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Move Finance" }));
  await user.selectOptions(dialog.getByLabelText("Belongs to"), "— North");
  await user.click(dialog.getByRole("button", { name: "Move" }));
  await dialog.findByText("A department cannot lie below itself.");
  expect(dialog.getByLabelText("Belongs to").getAttribute("aria-invalid")).toBe("true");
  expect(sent.mock.calls).toEqual([[{ parent: NORTH.id }]]);
  expect(await violations(baseElement)).toEqual([]);
});

test("what cannot be removed says why before it is tried", async () => {
  const why = { code: "department_in_use", detail: "", children: 1, employees: 0, pools: 0 };
  const used = { ...SALES, refusals: { remove: why } };
  server.use(http.get("*/api/v1/departments/", () => page([used, NORTH])));
  const { user } = await show(<DepartmentTree />);
  await user.click(await screen.findByRole("button", { name: "More actions for Sales" }));
  const item = await screen.findByRole("menuitem", { name: /^Remove/ });
  expect(item.getAttribute("aria-disabled")).toBe("true");
  expect(item.textContent).toContain("Still belonging to it: 1 department.");
});
