import { renderHook, screen, act } from "@testing-library/react";
import { expect, test } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { queueOf, TeamTable, TodaySections, useCallQueue } from ".";
import type { TeamMember, Today, TodayRow } from "./queries";

const row = (id: number) => ({ id, name: `Customer ${id}` }) as TodayRow;
const today: Today = {
  counts: { overdue: 2, due_today: 0, never_contacted: 60, returning: 0 },
  overdue: [row(1), row(2)],
  due_today: [],
  never_contacted: [row(2), row(3)],
  returning: [],
  inquiries: { waiting: 0, rows: [] },
};

test("sections with somebody in them, their numbers open the rows behind", async () => {
  const { container } = await show(<TodaySections today={today} renderRow={(each) => each.name} />);
  const titles = screen.getAllByRole("heading").map((heading) => heading.textContent);
  expect(titles).toEqual(["Overdue2", "Never contacted60"]);
  const all = screen.getByRole("link", { name: "Show all 60" });
  expect(all.getAttribute("href")).toBe("/mine?never_contacted=1");
  expect(await violations(container)).toEqual([]);
});

test("who stands in two sections is called once, the most urgent first", () => {
  expect(queueOf(today).map(({ id }) => id)).toEqual([1, 2, 3]);
});

test("one call leads to the next until the last", () => {
  const queue = queueOf(today);
  const { result } = renderHook(() => useCallQueue());
  act(() => result.current.start(row(2), queue));
  expect(result.current.current?.id).toBe(2);
  act(() => result.current.next?.());
  expect(result.current.current?.id).toBe(3);
  expect(result.current.next).toBeUndefined();
  act(() => result.current.stop());
  expect(result.current.opened).toBe(false);
});

test("every number of the team opens that consultant's rows", async () => {
  const lin = { employee: { id: 3, name: "Lin" }, day_began: "2026-11-19T16:00:00Z", held: 20 };
  const team = [{ ...lin, overdue: 2, never_contacted: 1, claims_today: 0 } as TeamMember];
  await show(<TeamTable team={team} list="/team" />);
  const held = screen.getByRole("link", { name: "Lin: Held 20" });
  expect(held.getAttribute("href")).toBe("/team?owner=3");
  const late = screen.getByRole("link", { name: "Lin: Overdue 2" });
  expect(late.getAttribute("href")).toBe("/team?owner=3&next_to=2026-11-19T16%3A00%3A00Z");
  const claims = screen.getByRole("link", { name: "Lin: Claims today 0" });
  expect(claims.getAttribute("href")).toBe(
    "/movements?to=3&reason=claimed&since=2026-11-19T16%3A00%3A00Z&household_once=1",
  );
  const waiting = screen.getByRole("link", { name: "Lin: Never contacted 1" });
  expect(waiting.getAttribute("href")).toBe("/team?owner=3&never_contacted=1");
});
