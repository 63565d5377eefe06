import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { components } from "@/api/schema.gen";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import type { Credit, Dispute } from "./credit";
import { CreditSection } from "./CreditSection";
import { DisputeView } from "./DisputeView";
import type { Enrollment } from "./queries";

const LIN = { id: 1, name: "Lin" };
const BO = { id: 2, name: "Bo" };
type Code = components["schemas"]["Refusal"]["code"];
const refused = (code: Code) => ({ code, detail: "" });
const enrollment = (refusals: object) =>
  ({
    id: 7,
    state: "active",
    currency: "CNY",
    credit_shares: [
      { employee: BO, percent: 60, amount: "360.00", clawed_back: "40.00" },
      { employee: LIN, percent: 40, amount: "240.00", clawed_back: "0.00" },
    ],
    refusals,
  }) as unknown as Enrollment;

let credit: Credit;
let dispute: Dispute;
let sent: unknown[];

beforeEach(async () => {
  const row = {
    id: 5,
    state: "open" as const,
    raised_by: LIN,
    raised_at: "2026-11-20T01:00:00Z",
    claim: "I found them",
    decided_by: null,
    decided_at: null,
    decision_note: "",
  };
  credit = { changes: [], disputes: [row] };
  dispute = {
    ...row,
    customer: 9,
    enrollment: {
      id: 7,
      customer: { id: 9, name: "Wang" },
      class_group: { code: "PY-1", course: { id: 1, name: "Python" } },
      net_price: "1000.00",
      currency: "CNY",
      submitted_at: null,
    } as Dispute["enrollment"],
    shares: [{ employee: BO, percent: 100 }],
    refusals: { decide: null },
  };
  sent = [];
  await loadWords("enrollments");
  server.use(
    http.get("*/api/v1/enrollments/7/credit/", () => HttpResponse.json(credit)),
    http.post("*/api/v1/enrollments/7/credit/", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(enrollment({}));
    }),
    http.get("*/api/v1/credit-disputes/5/", () => HttpResponse.json(dispute)),
    http.post("*/api/v1/credit-disputes/5/decide/", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(dispute);
    }),
    http.get("*/api/v1/employees/", () =>
      HttpResponse.json({
        results: [LIN, BO].map(({ id, name }) => ({ id, display_name: name })),
        next: null,
      }),
    ),
  );
});

test("shares stand with what refunds took; whoever leads changes them, with words", async () => {
  const may = enrollment({ credit: null, dispute: refused("credited_wholly") });
  const { user, baseElement } = await show(<CreditSection enrollment={may} />);
  expect(screen.getByText(/60 % · .*taken back by refunds/)).toBeDefined();
  const link = await screen.findByRole("link", { name: "Lin says that the sale is theirs" });
  expect(link.getAttribute("href")).toBe("/disputes/5");
  await user.click(screen.getByRole("button", { name: "Change the credit" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Sum: 100 %")).toBeDefined();
  await user.click(dialog.getByRole("button", { name: "Without Lin" }));
  await user.clear(dialog.getByLabelText("Percent"));
  await user.type(dialog.getByLabelText("Percent"), "100");
  await user.type(dialog.getByLabelText(/Why/), "alone");
  expect(await violations(baseElement)).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Save" }));
  await expect
    .poll(() => sent)
    .toEqual([{ shares: [{ employee: 2, percent: 100 }], note: "alone" }]);
});

test("whose role leaves no room for it sees no button", async () => {
  const may = enrollment({ credit: refused("role_may_not"), dispute: null });
  await show(<CreditSection enrollment={may} />);
  expect(await screen.findByRole("button", { name: "This sale is mine" })).toBeDefined();
  expect(screen.queryByRole("button", { name: "Change the credit" })).toBeNull();
});

test("a dispute stands beside what happened, and is decided with new shares", async () => {
  const { user, baseElement } = await show(
    <DisputeView id={5} ledger={(customer) => <p>history of {customer}</p>} />,
  );
  expect(await screen.findByText("history of 9")).toBeDefined();
  expect(screen.getByText("I found them")).toBeDefined();
  const why = await screen.findByLabelText(/Why/);
  expect(await violations(baseElement)).toEqual([]);
  await user.type(why, "both");
  await user.click(screen.getByRole("button", { name: "Decide" }));
  await expect
    .poll(() => sent)
    .toEqual([
      {
        uphold: true,
        note: "both",
        shares: [
          { employee: 2, percent: 50 },
          { employee: 1, percent: 50 },
        ],
      },
    ]);
});

test("whoever may not decide reads why, or that it waits", async () => {
  dispute.refusals.decide = refused("own_credit");
  await show(<DisputeView id={5} ledger={() => null} />);
  expect(
    await screen.findByText("Somebody else has to decide about your own credit."),
  ).toBeDefined();
  expect(screen.queryByRole("button", { name: "Decide" })).toBeNull();
});
