import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { Payment } from "@/features/money/queries";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { Payments } from "./Payments";
import type { Enrollment } from "./queries";

const NOT_NOW = { code: "payment_not_in_this_state", detail: "" } as const;
const ENROLLMENT = {
  id: 7, customer: { id: 1, name: "Wang" }, payer: { id: 1, name: "Wang" }, currency: "CNY",
  balance: "0.00", paid: "300.00", installments: [],
  refusals: { pay: null, receive: null, refund: null },
} as unknown as Enrollment; // prettier-ignore

let paid: Payment;
let sent: { step: string; body: unknown; version?: string | null }[];
let looked: number;

beforeEach(async () => {
  paid = {
    id: 5, enrollment: 7, customer: { id: 1, name: "Wang" },
    payer: { id: 1, name: "Wang", phone: "+8613812345678" }, contact_masked: true,
    class_group: { id: 1, code: "PY-1", course: { name: "Python" }, campus: { name: "East" } },
    type: "tuition", amount: "300.00", currency: "CNY", method: "cash", reference: "", note: "",
    reject_note: "", state: "confirmed", received_at: "2026-11-20T01:00:00Z", submitted_at: null,
    approved_at: null, confirmed_at: null, rejected_at: null, receipt: null, reverses: null,
    reversed_by: null, source: null, version: 1, credit_left: null,
    refusals: {
      edit: NOT_NOW, submit: NOT_NOW, approve: NOT_NOW, confirm: NOT_NOW, reject: NOT_NOW,
      reverse: null,
    },
  } as unknown as Payment; // prettier-ignore
  sent = [];
  looked = 0;
  await loadWords("money", "payments");
  const page = (results: unknown[]) => HttpResponse.json({ results, next: null, previous: null });
  server.use(
    http.get("*/api/v1/payments/", ({ request }) =>
      page(new URL(request.url).searchParams.has("type") ? [] : [paid]),
    ),
    http.get("*/api/v1/payments/5/", () => {
      looked += 1;
      return HttpResponse.json(paid);
    }),
    http.patch("*/api/v1/payments/5/", async ({ request }) => {
      const version = request.headers.get("If-Match");
      sent.push({ step: "change", body: await request.json(), version });
      return HttpResponse.json(paid);
    }),
    http.post("*/api/v1/payments/5/:step/", async ({ params, request }) => {
      sent.push({ step: String(params.step), body: await request.json().catch(() => null) });
      paid = { ...paid, reversed_by: 6 };
      return HttpResponse.json(paid);
    }),
    http.get("*/api/v1/lists/payment_method/", () => page([])),
  );
});

async function opened(members: Partial<Payment> = {}) {
  paid = { ...paid, ...members };
  const found = await show(
    <main>
      <h1>Wang</h1>
      <Payments enrollment={ENROLLMENT} />
    </main>,
  );
  await found.user.click(await screen.findByRole("button", { name: /300.00/ }));
  const panel = within(await screen.findByRole("dialog", { name: "Payment 5" }));
  return { ...found, panel };
}

test("one is reversed with a reason, and what was looked at says so", async () => {
  const { user, panel, baseElement } = await opened();
  await user.click(await panel.findByRole("button", { name: "Reverse" }));
  const dialog = within(await screen.findByRole("dialog", { name: /Undo .*300.00 of Wang/ }));
  await user.type(dialog.getByLabelText(/Why/), "bounced");
  expect(await violations(baseElement)).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Reverse" }));
  await waitFor(() => expect(sent).toEqual([{ step: "reverse", body: { note: "bounced" } }]));
  expect(await panel.findByText("Reversed")).toBeDefined();
});

test("a draft can be handed in, or changed where it stands", async () => {
  const refusals = { ...paid.refusals, edit: null, submit: null, reverse: NOT_NOW };
  const { user, panel } = await opened({ state: "draft", refusals, reference: "*** W1" });
  expect(await panel.findByRole("button", { name: "Hand to finance" })).toBeDefined();
  await user.click(panel.getByRole("button", { name: "Change" }));
  const form = within(await screen.findByRole("dialog", { name: "A payment for Wang" }));
  fireEvent.change(form.getByDisplayValue("300.00"), { target: { value: "350" } });
  // Meanwhile somebody else changes it, and the page hears of it.
  paid = { ...paid, version: 2, note: "theirs" };
  const before = looked;
  act(() => void window.dispatchEvent(new Event("visibilitychange")));
  await waitFor(() => expect(looked).toBe(before + 1));
  await user.click(form.getByRole("button", { name: "Save" }));
  // The number of the slip is masked: it would be saved as it is seen.
  const told = { step: "change", body: { amount: "350" }, version: '"1"' };
  await waitFor(() => expect(sent).toEqual([told]));
});

test("what is left of credit may go back, and nothing else of it", async () => {
  const { user, panel } = await opened({ type: "credit", credit_left: "120.00" });
  await user.click(await panel.findByRole("button", { name: "Ask for a refund" }));
  const form = within(await screen.findByRole("dialog", { name: "A refund for Wang" }));
  expect(form.getByDisplayValue("120.00")).toBeDefined();
});
