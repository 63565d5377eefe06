import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import type { Member, Team } from "./queries";
import { TeamTable } from "./TeamTable";

const member = (id: number, name: string, members: Partial<Member> = {}): Member => ({
  employee: { id, name },
  role: "sales",
  state: "active",
  department: { id: 1, name: "Sales 1" },
  campus: { id: 1, name: "East" },
  day_began: "2026-11-19T16:00:00Z",
  leave_until: null,
  last_contact_at: "2026-11-20T01:00:00Z",
  held: 0,
  households: 0,
  overdue: 0,
  never_contacted: 0,
  returning: 0,
  claims_today: 0,
  ...members,
});

let team: Team;

beforeEach(async () => {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  const people = [
    member(3, "Lin", { held: 20, households: 18, overdue: 2, never_contacted: 15, returning: 4 }),
    member(4, "Bo", { held: 40, households: 40, never_contacted: 0, claims_today: 3 }),
    member(5, "Kim", { leave_until: "2026-11-22" }),
    member(6, "Old", { held: 1, households: 1, state: "left" }),
  ];
  team = {
    at: "2026-11-20T02:00:00Z",
    returning_before: "2026-11-27T02:00:00Z",
    people,
    totals: {
      held: 61,
      households: 59,
      overdue: 2,
      never_contacted: 15,
      returning: 4,
      claims_today: 3,
    },
  };
  await loadWords("team");
  server.use(http.get("*/api/v1/team/", () => HttpResponse.json(team)));
});

const shown = () =>
  show(
    <main>
      <TeamTable list="/team" />
    </main>,
  );

const order = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => /Lin|Bo|Kim|Old/.exec(row.textContent)?.[0]);

test("every number opens the rows behind it", async () => {
  const { baseElement } = await shown();
  const href = async (name: string) =>
    decodeURIComponent((await screen.findByRole("link", { name })).getAttribute("href") ?? "");
  expect(await href("Lin: Held 20")).toBe("/team?owner=3");
  expect(await href("18 households")).toBe("/team?owner=3&guardian=none");
  expect(await href("Lin: Overdue 2")).toBe("/team?owner=3&next_to=2026-11-19T16:00:00Z");
  expect(await href("Lin: Never contacted 15")).toBe("/team?owner=3&never_contacted=1");
  expect(await href("Lin: Back in 7 days 4")).toBe("/team?owner=3&due_to=2026-11-27T02:00:00Z");
  expect(await href("Bo: Claims today 3")).toBe(
    "/movements?to=4&reason=claimed&since=2026-11-19T16:00:00Z&household_once=1",
  );
  expect(await href("Assign customers of Bo")).toBe("/team?owner=4");
  expect(await violations(baseElement)).toEqual([]);
});

test("who holds much and contacted few is seen without colours", async () => {
  await shown();
  const lin = await screen.findByRole("row", { name: /Lin/ });
  expect(within(lin).getByRole("img", { name: "5 of 20 contacted" })).toBeDefined();
});

test("who is away says so; who holds nobody has nothing to assign", async () => {
  await shown();
  const kim = await screen.findByRole("row", { name: /Kim/ });
  expect(kim.textContent).toContain("On leave until Sun, 22 Nov 2026");
  expect(within(kim).queryByRole("link", { name: /Assign/ })).toBeNull();
  expect(screen.getByRole("row", { name: /Old/ }).textContent).toContain("Has left");
});

test("sorted by whom holds most, or as the address and the headers say", async () => {
  const { user, href } = await shown();
  await screen.findByRole("row", { name: /Lin/ });
  expect(order()).toEqual(["Bo", "Lin", "Old", "Kim"]);
  await user.click(screen.getByRole("button", { name: "Never contacted" }));
  expect(href()).toBe("/?ordering=never_contacted");
  expect(order()).toEqual(["Bo", "Kim", "Old", "Lin"]);
  await user.click(screen.getByRole("button", { name: "Never contacted" }));
  expect(order()).toEqual(["Lin", "Bo", "Kim", "Old"]);
});

test("nobody sells yet: says what to do", async () => {
  team = { ...team, people: [] };
  await shown();
  expect(await screen.findByText("Nobody in your departments sells yet")).toBeDefined();
});
