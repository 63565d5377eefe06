import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import type { Enrollment } from "./queries";
import type { TransferPreview } from "./transfer";
import { TransferDialog } from "./TransferDialog";

const group = (id: number, code: string) => ({
  id,
  code,
  term: "2026",
  course: { id: 1, name: "Python" },
  campus: { id: 1, name: "East" },
});
const openClass = (id: number, code: string) => ({
  ...group(id, code),
  start_date: "2026-12-05",
  tuition: "500.00",
  currency: "CNY",
  seats: { free: 2 },
});
const enrollment = {
  id: 7,
  customer: { id: 1, name: "Wang" },
  class_group: group(1, "PY-1"),
} as Enrollment;

let found: TransferPreview;
let sent: unknown[];

beforeEach(async () => {
  found = {
    class_group: group(2, "PY-2"),
    state: "active",
    seats_free: 2,
    list_price: "500.00",
    discount: "0.00",
    net_price: "500.00",
    paid: "600.00",
    moved: "500.00",
    due: "0.00",
    credit: "100.00",
    coming: "0.00",
    currency: "CNY",
    parts: [],
    discount_limits: { needs_agreement: false, needs_admin: false },
    refusal: null,
  };
  sent = [];
  await loadWords("enrollments");
  server.use(
    http.get("*/api/v1/classes/", () =>
      HttpResponse.json({ results: [openClass(1, "PY-1"), openClass(2, "PY-2")], next: null }),
    ),
    http.get("*/api/v1/enrollments/7/transfer/preview/", () => HttpResponse.json(found)),
    http.post("*/api/v1/enrollments/7/transfer/", async ({ request }) => {
      sent.push([await request.json(), request.headers.has("Idempotency-Key")]);
      return HttpResponse.json({ ...enrollment, id: 8, class_group: group(2, "PY-2") });
    }),
  );
});

async function chosen() {
  const shown = await show(<TransferDialog enrollment={enrollment} onClose={() => undefined} />);
  await screen.findByRole("option", { name: /PY-2/ });
  await shown.user.selectOptions(screen.getByLabelText(/Other class/), "2");
  return shown;
}
const submit = () => screen.getByRole("button", { name: "Change class" });

test("says what becomes of the money and the seat, then does it, once", async () => {
  const { user, href, baseElement } = await chosen();
  const said = within(await screen.findByRole("group", { name: "Change class" }));
  expect(said.getByText("Becomes credit").parentElement?.textContent).toContain("100");
  expect(said.getByText(/They sit at once/)).toBeDefined();
  expect(screen.queryByRole("option", { name: /PY-1/ })).toBeNull();
  expect(await violations(baseElement)).toEqual([]);
  await user.type(screen.getByLabelText("Note"), "evenings");
  await user.click(submit());
  await expect.poll(() => href()).toBe("/enrollments/8");
  expect(sent).toEqual([
    [{ class_group: 2, discount_reason: "", note: "evenings", discount_agreed: false }, true],
  ]);
});

test("a class that takes nobody says so before it is tried", async () => {
  found.refusal = { code: "class_full", detail: "Full." };
  await chosen();
  expect((await screen.findByRole("alert")).textContent).toBe("No seat is free in this class.");
  expect(sent).toEqual([]);
});

test("a discount above the limit is agreed to expressly", async () => {
  found = {
    ...found,
    discount: "200.00",
    discount_limits: { needs_agreement: true, needs_admin: false },
  };
  const { user } = await chosen();
  await user.click(await screen.findByRole("checkbox", { name: /I agree to the discount/ }));
  await user.click(submit());
  await expect.poll(() => sent.length).toBe(1);
  expect(sent[0]).toMatchObject([{ discount_agreed: true }, true]);
});
