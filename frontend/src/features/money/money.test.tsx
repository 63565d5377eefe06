import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { useState } from "react";
import { beforeEach, expect, test } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { PaymentQueue } from "./PaymentQueue";
import type { Payment } from "./queries";
import type { View } from "./views";

const REFUSALS: Payment["refusals"] = {
  edit: null, submit: { code: "payment_not_in_this_state", detail: "" }, approve: null,
  confirm: null, reject: null, reverse: { code: "not_reversible", detail: "" },
}; // prettier-ignore

function payment(id: number, members: Partial<Payment> = {}): Payment {
  return {
    id,
    enrollment: id,
    customer: { id, name: `Student ${id}` },
    payer: { id, name: `Payer ${id}`, phone: "+8613812345678" },
    contact_masked: true,
    class_group: {
      id: 1, code: "PY-1", term: "2026", course: { id: 1, name: "Python" },
      campus: { id: 1, name: "East" },
    }, // prettier-ignore
    type: "tuition", amount: "300.00", currency: "CNY", method: "cash", reference: "R-7", note: "",
    reject_note: "", state: "submitted", received_at: "2026-11-20T01:00:00Z",
    created_at: "2026-11-20T01:00:00Z", submitted_at: "2026-11-20T01:00:00Z", approved_at: null,
    confirmed_at: null, rejected_at: null, submitted_by: { id: 3, name: "Lin" }, approved_by: null,
    confirmed_by: null, rejected_by: null, receipt: null, receipt_number: null, reverses: null,
    reversed_by: null, source: null, version: 1, credit_left: null,
    refusals: { ...REFUSALS, approve: { code: "payment_not_in_this_state", detail: "" } },
    ...members,
  } as Payment; // prettier-ignore
}

let books: Payment[];
let sent: { path: string; body: unknown }[];

beforeEach(async () => {
  books = [1, 2, 3].map((id) => payment(id));
  sent = [];
  await loadWords("money", "payments");
  const waits = ({ state }: Payment) => state === "submitted" || state === "approved";
  const method = { id: 1, code: "cash", label_en: "Cash", label_zh: "现金", is_active: true };
  server.use(
    http.get("*/api/v1/payments/", () =>
      HttpResponse.json({ results: books.filter(waits), next: null, previous: null }),
    ),
    http.get("*/api/v1/payments/:id/", ({ params }) => {
      const found = books.find(({ id }) => id === Number(params.id));
      return found ? HttpResponse.json(found) : problem(404, "not_found");
    }),
    http.post("*/api/v1/payments/:id/:step/", async ({ params, request }) => {
      const body = (await request.json().catch(() => null)) as unknown;
      sent.push({ path: `${String(params.id)} ${String(params.step)}`, body });
      const state = params.step === "reject" ? "rejected" : "confirmed";
      const receipt =
        state === "confirmed" ? { receipt: 9, receipt_number: "EAST-2026-000009" } : {};
      return HttpResponse.json(settle(Number(params.id), { state, ...receipt }));
    }),
    http.get("*/api/v1/campuses/", () => HttpResponse.json({ results: [] })),
    http.get("*/api/v1/lists/payment_method/", () => HttpResponse.json({ results: [method] })),
  );
});

const problem = (status: number, code: string) =>
  HttpResponse.json(
    { type: "", title: "", status, detail: code, code },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );

function settle(id: number, members: Partial<Payment>): Payment | undefined {
  books = books.map((each) => (each.id === id ? { ...each, ...members } : each));
  return books.find((each) => each.id === id);
}

function Queue({ view = "confirm" }: { view?: View }) {
  const [helped, onHelp] = useState(false);
  return <PaymentQueue view={view} helped={helped} onHelp={onHelp} />;
}

async function begun(at = "/") {
  const found = await show(
    <main>
      <h1>Payments</h1>
      <Queue />
    </main>,
    at,
  );
  await screen.findAllByText("Payer 1");
  return found;
}

const beside = (id: number) => screen.findByRole("complementary", { name: `Payment ${id}` });

test("j and k walk through the queue, and what stands beside follows", async () => {
  const { user, href, baseElement } = await begun();
  await user.keyboard("j");
  await beside(1);
  await user.keyboard("jj");
  await beside(3);
  await user.keyboard("j");
  expect(href()).toBe("/?payment=3");
  await user.keyboard("k");
  const panel = await beside(2);
  expect(within(panel).getByText("Lin", { exact: false })).toBeDefined();
  expect(await violations(baseElement)).toEqual([]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(href()).toBe("/"));
});

test("c asks, Enter confirms, and the next one is there with the number of the receipt told", async () => {
  const { user, href } = await begun("/?payment=2");
  await beside(2);
  await user.keyboard("c");
  const dialog = await screen.findByRole("dialog", { name: /Did .*300.00 of Payer 2 arrive/ });
  const confirm = within(dialog).getByRole("button", { name: "Confirm" });
  await waitFor(() => expect(document.activeElement).toBe(confirm));
  await user.keyboard("{Enter}");
  await screen.findByText(/confirmed\. Receipt EAST-2026-000009/);
  // The number of the slip may be masked: it is sent when somebody has written another.
  expect(sent).toEqual([{ path: "2 confirm", body: { method: "cash" } }]);
  await beside(3);
  expect(href()).toBe("/?payment=3");
});

test("what the bank says of the slip's number is sent when it differs", async () => {
  const { user } = await begun("/?payment=2");
  await beside(2);
  await user.keyboard("c");
  const dialog = await screen.findByRole("dialog", { name: /Did .*300.00 of Payer 2 arrive/ });
  fireEvent.change(within(dialog).getByLabelText("Reference"), { target: { value: "R-8" } });
  await user.click(within(dialog).getByRole("button", { name: "Confirm" }));
  const told = [{ path: "2 confirm", body: { reference: "R-8", method: "cash" } }];
  await waitFor(() => expect(sent).toEqual(told));
});

test("x wants a reason before it turns anything away", async () => {
  const { user, href } = await begun("/?payment=3");
  await beside(3);
  await user.keyboard("x");
  const dialog = await screen.findByRole("dialog", { name: /Turn away .* of Payer 3/ });
  await user.click(within(dialog).getByRole("button", { name: "Turn away" }));
  expect(sent).toEqual([]);
  // The keys of the queue are letters here.
  await user.type(
    within(dialog).getByRole("textbox", { name: /Why/ }),
    "jckx{Control>}{Enter}{/Control}",
  );
  await screen.findByText(/turned away\./);
  expect(sent).toEqual([{ path: "3 reject", body: { note: "jckx" } }]);
  // The last one is gone: the one before it.
  await waitFor(() => expect(href()).toBe("/?payment=2"));
});

test("what a colleague has confirmed meanwhile is said, and one goes on", async () => {
  const { user, href } = await begun("/?payment=1");
  await beside(1);
  const taken = { code: "payment_not_in_this_state" as const, detail: "" };
  settle(1, {
    state: "confirmed",
    confirmed_by: { id: 8, name: "Hua" },
    refusals: { ...REFUSALS, confirm: taken, reject: taken },
  });
  await user.keyboard("c");
  await screen.findByText("Payer 1: Confirmed by Hua meanwhile.");
  expect(sent).toEqual([]);
  await waitFor(() => expect(href()).toBe("/?payment=2"));
});

test("who loses the race in the very moment hears the same", async () => {
  const { user, href } = await begun("/?payment=1");
  await beside(1);
  server.use(
    http.post("*/api/v1/payments/1/confirm/", () => {
      settle(1, { state: "rejected", rejected_by: { id: 8, name: "Hua" } });
      return problem(409, "payment_not_in_this_state");
    }),
  );
  await user.keyboard("c");
  await screen.findByRole("dialog");
  await user.keyboard("{Enter}");
  await screen.findByText("Payer 1: Turned away by Hua meanwhile.");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(() => expect(href()).toBe("/?payment=2"));
});

test("one's own submission is refused in words, and no dialog comes", async () => {
  settle(1, { refusals: { ...REFUSALS, confirm: { code: "own_submission", detail: "" } } });
  const { user } = await begun("/?payment=1");
  const panel = await beside(1);
  const words = "Somebody else has to look at what you submitted yourself.";
  expect(within(panel).getByText(words)).toBeDefined();
  await user.keyboard("c");
  expect(await screen.findAllByText(words)).toHaveLength(2);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("? tells the keys", async () => {
  const { user } = await begun();
  await user.keyboard("{Shift>}?{/Shift}");
  const dialog = await screen.findByRole("dialog", { name: "Keys of the queue" });
  expect(within(dialog).getByText("turn away, with a reason")).toBeDefined();
});

test("a wish for a refund is agreed to first, and an agreed one is paid out", async () => {
  const agreed = { code: "payment_not_in_this_state" as const, detail: "" };
  books = [payment(1, { type: "refund", refusals: { ...REFUSALS, confirm: agreed } })];
  const { user } = await begun("/?payment=1");
  await beside(1);
  await user.keyboard("c");
  const dialog = await screen.findByRole("dialog", { name: /Agree to .*300.00 for Payer 1/ });
  await user.click(within(dialog).getByRole("button", { name: "Agree" }));
  await waitFor(() => expect(sent.map(({ path }) => path)).toEqual(["1 approve"]));
});
