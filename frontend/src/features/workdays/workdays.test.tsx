import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { EntryPanel } from "./EntryPanel";
import { LeavePart } from "./LeavePart";
import type { Entry, Leave } from "./queries";
import { monthsOf } from "./year";
import { YearPart } from "./YearPart";

const GOLDEN: Entry = {
  id: 3,
  campus: null,
  first_day: "2026-10-01",
  last_day: "2026-10-07",
  name: "National Day",
  is_working: false,
};
const WORKED: Entry = {
  id: 4,
  campus: { id: 1, name: "Tianhe" },
  first_day: "2026-10-10",
  last_day: "2026-10-10",
  name: "Open day",
  is_working: true,
};
const AWAY: Leave = {
  id: 5,
  employee: { id: 9, name: "Lin" },
  first_day: "2026-10-12",
  last_day: "2026-10-13",
  note: "",
  may_edit: true,
};
const page = (results: object[]) => HttpResponse.json({ next: null, previous: null, results });

beforeEach(async () => {
  await loadWords("workdays");
  server.use(
    http.get("*/api/v1/calendar/days/", () =>
      HttpResponse.json({
        year: 2026,
        campus: null,
        closed: ["2026-10-01", "2026-10-02", "2026-10-04"],
      }),
    ),
    http.get("*/api/v1/calendar/", () => page([GOLDEN])),
    http.get("*/api/v1/calendar/holidays/", () =>
      HttpResponse.json([
        { year: 2026, is_announced: true },
        { year: 2027, is_announced: false },
      ]),
    ),
    http.get("*/api/v1/leave/", () => page([AWAY])),
    http.get("*/api/v1/campuses/", () => page([])),
    http.get("*/api/v1/school/", () => HttpResponse.json({ rest_days: [6, 7], version: 1 })),
  );
});

test("a day is what the API says, with what explains it", () => {
  const october = monthsOf(2026, ["2026-10-01", "2026-10-11"], [GOLDEN, WORKED], [AWAY])[9];
  const said = october?.days
    .filter(({ words }) => words)
    .map(({ number, words }) => [number, words]);
  expect(said).toEqual([
    [1, "closed · National Day"],
    [10, "working day · Open day"],
    [11, "weekly day of rest"],
    [12, "on leave: Lin"],
    [13, "on leave: Lin"],
  ]);
  // 1 October 2026 is a Thursday.
  expect(october?.blank).toBe(3);
});

test("a year is twelve months, and whoever only reads changes nothing", async () => {
  const { baseElement } = await show(
    <main>
      <h1>Working calendar</h1>
      <YearPart mayEdit={false} />
    </main>,
    "/?year=2026",
  );
  await screen.findByText("Closed every Saturday and Sunday.");
  const october = await screen.findByRole("table", { name: "October" });
  expect(within(october).getAllByText(", closed · National Day", { exact: false }).length).toBe(3);
  expect(screen.getAllByRole("table").length).toBe(12);
  expect(screen.queryByRole("button", { name: "Remove National Day" })).toBeNull();
  expect(await violations(baseElement)).toEqual([]);
});

test("an entry is removed at once, and undone by the toast", async () => {
  const sent = vi.fn();
  server.use(
    http.delete("*/api/v1/calendar/3/", () => {
      sent("removed");
      return new HttpResponse(null, { status: 204 });
    }),
    http.post("*/api/v1/calendar/", async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json(GOLDEN, { status: 201 });
    }),
  );
  const { user } = await show(<YearPart mayEdit />, "/?year=2026");
  await user.click(await screen.findByRole("button", { name: "Remove National Day" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  const { name, first_day, last_day, is_working } = GOLDEN;
  const fields = { name, first_day, last_day, is_working, campus: null };
  await vi.waitFor(() => expect(sent.mock.calls).toEqual([["removed"], [fields]]));
});

test("what the API refuses stands at its field", async () => {
  server.use(
    http.post("*/api/v1/calendar/", () => {
      const errors = [{ pointer: "/first_day", code: "overlaps", detail: "Entered already." }];
      const problem = { status: 400, code: "invalid", detail: "", errors };
      const headers = { "Content-Type": "application/problem+json" };
      return new HttpResponse(JSON.stringify(problem), { status: 400, headers });
    }),
  );
  const { user } = await show(<EntryPanel entry={undefined} year={2026} onClose={() => {}} />);
  await user.type(screen.getByLabelText(/Name/), "Spring Festival");
  await user.type(screen.getByLabelText(/First day/), "2026-02-15");
  expect(screen.getByLabelText<HTMLInputElement>(/Last day/).value).toBe("2026-02-15");
  await user.click(screen.getByRole("button", { name: "Add days" }));
  await screen.findByText("Some of these days are entered already.");
});

test("of a year that is not announced it is said that only fixed days are known", async () => {
  const { user } = await show(<YearPart mayEdit />, "/?year=2027");
  await screen.findByText(/Only the days that the law fixes/);
  await user.click(screen.getByRole("button", { name: "The year before" }));
  await screen.findByRole("button", { name: "Add China's public holidays of 2026" });
  expect(screen.queryByText(/Only the days that the law fixes/)).toBeNull();
});

test("whoever leads enters leave; of others it is said who does", async () => {
  const { baseElement } = await show(
    <main>
      <h1>Working calendar</h1>
      <LeavePart mayEnter={false} />
    </main>,
    "/?year=2026",
  );
  await screen.findByText("Your own leave is entered by whoever leads you.");
  await screen.findByText("2 days");
  expect(await violations(baseElement)).toEqual([]);
});
