import { expect, test } from "vitest";
import { changesOf, draftName } from "./changes";
import { daysUntil, nextDate } from "./dates";
import { readDraft, setDraftOwner, writeDraft } from "./drafts";
import { safeNext } from "./paths";
import { inputName } from "./problem";

test("next leads to an address of this page only", () => {
  expect(safeNext("/pool?status=new")).toBe("/pool?status=new");
  for (const bad of ["https://evil.example", "//evil.example", "/\\evil.example", "", undefined]) {
    expect(safeNext(bad)).toBe("/");
  }
});

test("next-date chips mean what they say", () => {
  const sunday = "2026-11-22T18:30:00";
  const said = (chip: Parameters<typeof nextDate>[0], now: string) =>
    nextDate(chip, now).format("YYYY-MM-DD HH:mm");
  expect(said("in3hours", sunday)).toBe("2026-11-22 21:30");
  expect(said("tomorrow", sunday)).toBe("2026-11-23 09:00");
  expect(said("in3days", sunday)).toBe("2026-11-25 09:00");
  expect(said("monday", sunday)).toBe("2026-11-23 09:00");
  expect(said("monday", "2026-11-23T08:00:00")).toBe("2026-11-30 09:00");
});

test("days are counted by the calendar, not by 24 hours", () => {
  expect(daysUntil("2026-11-23T00:10:00", "2026-11-22T23:50:00")).toBe(1);
  expect(daysUntil("2026-11-21T23:50:00", "2026-11-22T00:10:00")).toBe(-1);
});

test("a colleague on the same computer does not see my drafts", () => {
  setDraftOwner(1);
  writeDraft("customer", { name: "Wang" });
  setDraftOwner(2);
  expect(readDraft("customer")).toBeNull();
  setDraftOwner(1);
  expect(readDraft("customer")).toEqual({ name: "Wang" });
  setDraftOwner(null);
});

test("a pointer becomes the name of an input", () => {
  expect(inputName("/identities/0/value")).toBe("identities.0.value");
});

test("only what differs is a change, and a draft belongs to what it began with", () => {
  const before = { name: "East", places: [1], limit: null as number | null };
  expect(changesOf(before, { ...before, places: [1] })).toEqual({});
  expect(changesOf(before, { ...before, limit: 0 })).toEqual({ limit: 0 });
  expect(draftName("pool", 7, before)).not.toBe(draftName("pool", 7, { ...before, limit: 0 }));
  expect(draftName("pool", undefined, before)).toBe("pool.new");
});
