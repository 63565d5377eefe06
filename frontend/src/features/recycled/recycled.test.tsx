import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import type { Recycled } from "./queries";
import { RecycledReport } from "./RecycledReport";

const ROW: Recycled = {
  day: "2026-11-20",
  pool: { id: 2, name: "East" },
  rule: "max_holding_days",
  customers: 5,
  households: 3,
  consultants: 2,
};

beforeEach(() => loadWords("recycled"));

test("every number opens the movements behind it", async () => {
  const rows = [ROW, { ...ROW, day: "2026-11-18", customers: 2, households: 2 }];
  server.use(http.get("*/api/v1/pools/recycled/", () => HttpResponse.json(rows)));
  const { baseElement } = await show(
    <main>
      <h1>Gone back</h1>
      <RecycledReport movements="/movements" />
    </main>,
  );
  const byRule = await screen.findByRole("table", { name: "By rule" });
  const all = within(byRule).getByRole("link", { name: "Show 7 customers" });
  expect(all.getAttribute("href")).toBe(
    "/movements?reason=recycled&rule=max_holding_days&since=2026-11-18",
  );
  const byDay = screen.getByRole("table", { name: "By day" });
  const once = within(byDay).getByRole("link", { name: "Show 3 households" });
  expect(once.getAttribute("href")).toBe(
    "/movements?reason=recycled&rule=max_holding_days&pool=2&since=2026-11-20&until=2026-11-20&household_once=1",
  );
  expect(await violations(baseElement)).toEqual([]);
});

test("when nobody went back it is said, and a longer time is asked for", async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get("*/api/v1/pools/recycled/", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("days"));
      return HttpResponse.json([]);
    }),
  );
  const { user } = await show(<RecycledReport movements="/movements" />);
  await screen.findByText("The clock returned nobody");
  await user.click(screen.getByText("Last 90 days"));
  await screen.findByText("The clock returned nobody");
  expect(asked).toEqual(["30", "90"]);
});
