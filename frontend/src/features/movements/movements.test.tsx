import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadWords, setLanguage } from "@/i18n";
import { violations } from "@/test/axe";
import { page } from "@/test/customers";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { MovementTable } from "./MovementTable";
import type { Movement } from "./queries";

const pool = { id: 1, name: "Public pool" };
const lin = { id: 4, name: "Lin" };
const released = (members: Partial<Movement> = {}): Movement => ({
  id: 1,
  at: "2026-11-20T08:00:00Z",
  customer: { id: 7, name: "Wang" },
  from: { owner: lin, pool },
  to: { owner: null, pool },
  by: lin,
  reason: "released",
  reason_code: "price",
  rule: "",
  note: "later perhaps",
  ...members,
});
const recycled = released({
  id: 2,
  customer: null,
  by: null,
  reason: "recycled",
  reason_code: "",
  rule: "first_contact_hours",
  note: "",
});

const asked = vi.fn();
let answer: Movement[] = [];

beforeEach(async () => {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  asked.mockClear();
  answer = [released(), recycled];
  await loadWords("team");
  const price = { id: 1, code: "price", label_en: "Too expensive", label_zh: "太贵" };
  server.use(
    http.get("*/api/v1/employees/", () =>
      HttpResponse.json(page([{ id: 4, display_name: "Lin" }])),
    ),
    http.get("*/api/v1/pools/", () => HttpResponse.json([pool])),
    http.get("*/api/v1/lists/release_reason/", () => HttpResponse.json(page([price]))),
    http.get("*/api/v1/movements/", ({ request }) => {
      asked(new URL(request.url).search);
      return HttpResponse.json(page(answer));
    }),
  );
});
afterEach(() => setLanguage("en"));

const shown = (at: string) =>
  show(
    <main>
      <MovementTable />
    </main>,
    at,
  );

test("who went from whom to whom and why, as the address asks", async () => {
  const { baseElement } = await shown(
    "/movements?from=4&reason=released,recycled&household_once=1",
  );
  const row = await screen.findByRole("row", { name: /Wang/ });
  expect(await within(row).findByText("Too expensive · later perhaps")).toBeDefined();
  expect(within(row).getByText("Lin", { selector: "[data-person]" })).toBeDefined();
  expect(within(row).getByText("Public pool")).toBeDefined();
  expect(within(row).getByRole("link", { name: "Wang" }).getAttribute("href")).toBe("/customers/7");
  expect(asked.mock.calls).toEqual([
    ["?reason=released%2Crecycled&from=4&household_once=1&ordering=-at"],
  ]);
  expect(await violations(baseElement)).toEqual([]);
});

test("whom one does not see any more has no name, and the clock is named as what moved them", async () => {
  await shown("/movements");
  const row = await screen.findByRole("row", { name: /No longer yours/ });
  expect(row.textContent).toContain("Not contacted in time after claiming");
  expect(row.textContent).toContain("The clock");
  expect(within(row).queryByRole("link")).toBeNull();
});

test("whom nobody entered, a form did", async () => {
  answer = [released({ reason: "created", reason_code: "", from: null, by: null, note: "" })];
  await shown("/movements");
  const row = await screen.findByRole("row", { name: /Wang/ });
  expect(row.textContent).toContain("An inquiry form");
});

test("nothing moved: says what finds more", async () => {
  answer = [];
  await shown("/movements?rule=first_contact_hours");
  expect(await screen.findByText("Nobody moved")).toBeDefined();
});
