import { expect, test } from "vitest";
import { byDay, type Entry } from "./detail/entries";
import { wholeContact } from "./useKnown";

test("only a whole contact asks whether the school knows somebody", () => {
  expect(wholeContact("138 0013 8000")).toEqual({ phone: "13800138000" });
  expect(wholeContact("+86 138-0013-8000")).toEqual({ phone: "+8613800138000" });
  expect(wholeContact("12345678")).toEqual({ qq: "12345678" });
  expect(wholeContact("wang@example.com")).toEqual({ email: "wang@example.com" });
  expect(wholeContact("wang_1987")).toEqual({ wechat: "wang_1987" });
  for (const part of ["8000", "Wang", "王小明", "Wang Xiaoming"])
    expect(wholeContact(part)).toBeNull();
});

test("the timeline is grouped by the reader's own days", () => {
  const entry = (id: string, at: string) =>
    ({ id, at, kind: "created", actor: null, merged: null, data: {} }) satisfies Entry;
  const entries = [
    entry("a", "2026-11-22T12:00:00"),
    entry("b", "2026-11-22T08:00:00"),
    entry("c", "2026-11-20T08:00:00"),
  ];
  const ids = byDay(entries).map((day) => day.entries.map((each) => each.id));
  expect(ids).toEqual([["a", "b"], ["c"]]);
});
