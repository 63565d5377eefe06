import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { CashDays } from "./CashDays";
import { CashDesk } from "./CashDesk";
import type { CashReport } from "./cashQueries";
import { FinanceToday } from "./FinanceToday";

const DAY = "2026-11-20";
let report: CashReport;
let sent: unknown[];

beforeEach(async () => {
  localStorage.clear();
  sent = [];
  report = {
    campus: { id: 1, name: "East" }, day: DAY, begins_at: "2026-11-19T16:00:00Z",
    ends_at: "2026-11-20T16:00:00Z", currency: "CNY", total: "450.00", signed_at: null,
    signed_by: null, note: "", refusals: { sign: null },
    lines: [
      {
        method: "cash", payments: 3, received: "520.00", refunded: "50.00", reversed: "-20.00",
        expected: "450.00", counted: null, difference: null,
      },
    ],
  }; // prettier-ignore
  await loadWords("money", "payments");
  const method = { id: 4, code: "cash", label_en: "Cash", label_zh: "现金", is_active: true };
  server.use(
    http.get("*/api/v1/cash-reports/", () => HttpResponse.json(report)),
    http.post("*/api/v1/cash-reports/", async ({ request }) => {
      sent.push(await request.json());
      report = { ...report, signed_at: "2026-11-21T01:00:00Z", signed_by: { id: 5, name: "Ada" } };
      return HttpResponse.json(report, { status: 201 });
    }),
    http.get("*/api/v1/lists/payment_method/", () => HttpResponse.json({ results: [method] })),
  );
});

const desk = () =>
  show(
    <main>
      <h1>Cash report</h1>
      <CashDesk campus={1} day={DAY}>
        {null}
      </CashDesk>
    </main>,
  );

test("each way to pay is counted, a difference is explained, and then it is signed", async () => {
  const { user, baseElement } = await desk();
  const counted = await screen.findByRole("textbox", { name: "Counted: Cash" });
  const sign = screen.getByRole("button", { name: "Sign" });
  expect(sign.getAttribute("aria-disabled")).toBe("true");
  await user.type(counted, "449");
  expect(screen.getByText("-¥1.00")).toBeDefined();
  expect(await violations(baseElement)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Sign" }));
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByRole("textbox"), "A coin is missing.");
  await user.click(within(dialog).getByRole("button", { name: "Sign" }));
  await screen.findByText(/Signed by Ada/);
  expect(sent).toEqual([
    { campus: 1, day: DAY, counted: { cash: "449" }, note: "A coin is missing." },
  ]);
  await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
});

test("the number of rows opens just them", async () => {
  await desk();
  const rows = await screen.findByRole("link", { name: "Cash: show these 3 payments" });
  expect(decodeURIComponent(rows.getAttribute("href") ?? "")).toBe(
    "/payments?view=all&campus=1&method=4&confirmed_from=2026-11-19T16:00:00Z" +
      "&confirmed_to=2026-11-20T16:00:00Z&ordering=-confirmed_at",
  );
});

test("who took money that day reads why they may not sign it", async () => {
  report.refusals = { sign: { code: "own_cash", detail: "" } };
  await desk();
  await screen.findByText("Somebody who confirmed none of this day's money has to sign it.");
  expect(screen.queryByRole("button", { name: "Sign" })).toBeNull();
});

test("days lead to their reports, and those not signed are looked for farther back", async () => {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get("*/api/v1/cash-reports/days/", ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      const day = { ...report, payments: 3, difference: null };
      return HttpResponse.json({ results: [day] });
    }),
  );
  await show(<CashDays unsigned onUnsigned={() => undefined} />);
  const link = await screen.findByRole("link", { name: "Fri, 20 Nov 2026" });
  expect(link.getAttribute("href")).toBe("/cash?campus=1&day=2026-11-20");
  expect(asked[0]?.get("is_signed")).toBe("false");
  expect(asked[0]?.has("since")).toBe(true);
});

test("finance's numbers open what is behind them", async () => {
  const due = { due_today: 1, due_today_amount: "600.00", overdue: 2, overdue_amount: "90.00" };
  server.use(
    http.get("*/api/v1/payments/today/", () =>
      HttpResponse.json({
        day: DAY, to_confirm: 3, refunds_to_approve: 0, refunds_to_pay: 1, seats_held: 4,
        to_collect: [{ campus: { id: 1, name: "East" }, currency: "CNY", ...due }],
        unsigned_days: [{ ...report, payments: 3, difference: null }],
      }),
    ),
  ); // prettier-ignore
  const { baseElement } = await show(
    <main>
      <h1>Today</h1>
      <FinanceToday />
    </main>,
  );
  const late = await screen.findByRole("link", { name: "East: Overdue 2" });
  expect(late.getAttribute("href")).toBe("/counter?due=overdue&campus=1");
  const hrefs = ["3 To confirm", "1 Refunds to pay out"].map((name) =>
    screen.getByRole("link", { name }).getAttribute("href"),
  );
  expect(hrefs).toEqual(["/payments?view=confirm", "/payments?view=confirm&type=refund"]);
  expect(await violations(baseElement)).toEqual([]);
});
