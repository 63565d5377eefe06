import { expect, test } from "vitest";
import { changesOf, draftName } from "./changes";
import {
  dayRange,
  daysUntil,
  fromInput,
  nextDate,
  relative,
  toDate,
  toInput,
  weekOf,
} from "./dates";
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
    toInput(nextDate(chip, now)).replace("T", " ");
  expect(said("in3hours", sunday)).toBe("2026-11-22 21:30");
  expect(said("tomorrow", sunday)).toBe("2026-11-23 09:00");
  expect(said("in3days", sunday)).toBe("2026-11-25 09:00");
  expect(said("monday", sunday)).toBe("2026-11-23 09:00");
  expect(said("monday", "2026-11-23T08:00:00")).toBe("2026-11-30 09:00");
});

test("a range says once what both days have in common, in the page's language", () => {
  // Which spaces and dashes stand between is the browser's business.
  const said = (from: string, to: string, language = "en") =>
    dayRange(from, to, language).replace(/\s*[–-]\s*/, " – ");
  expect(said("2026-08-17", "2026-12-20")).toBe("17 Aug – 20 Dec 2026");
  expect(said("2026-12-21", "2027-03-21")).toBe("21 Dec 2026 – 21 Mar 2027");
  expect(said("2026-11-23", "2026-11-29", "zh")).toMatch(/^2026.11.23/);
});

test("a week goes from Monday to Sunday, over months and years", () => {
  const week = weekOf("2027-01-03");
  expect([week[0], week[6], week.length]).toEqual(["2026-12-28", "2027-01-03", 7]);
  expect(weekOf("2026-12-28")).toEqual(week);
});

test("days are counted by the calendar, not by 24 hours", () => {
  expect(daysUntil("2026-11-23T00:10:00", "2026-11-22T23:50:00")).toBe(1);
  expect(daysUntil("2026-11-21T23:50:00", "2026-11-22T00:10:00")).toBe(-1);
});

test("how long ago, in few words and in the page's language", () => {
  const now = "2026-11-28T12:00:00";
  const said = (instant: string, language = "en") => relative(instant, language, now);
  expect(said("2026-11-28T11:59:30")).toBe("a moment ago");
  expect(said("2026-11-28T12:01:10")).toBe("in 1 min");
  expect(said("2026-11-28T11:00:00")).toBe("1 hour ago");
  expect(said("2026-11-28T15:10:00")).toBe("in 3 hours");
  expect(said("2026-11-27T09:00:00")).toBe("1 day ago");
  expect(said("2026-11-20T12:00:00")).toBe("8 days ago");
  expect(said("2026-10-20T12:00:00")).toBe("1 month ago");
  expect(said("2026-06-01T12:00:00")).toBe("6 months ago");
  expect(said("2024-11-28T12:00:00")).toBe("2 years ago");
  expect(said("2026-11-28T09:00:00", "zh")).toBe("3 小时前");
  expect(said("2026-12-03T12:00:00", "zh")).toBe("5 天后");
});

test("a day without an hour begins at the reader's midnight", () => {
  expect(toDate("2026-11-28").getHours()).toBe(0);
  expect(fromInput(toInput("2026-11-28T14:05:00"))).toBe(
    new Date("2026-11-28T14:05:00").toISOString(),
  );
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
