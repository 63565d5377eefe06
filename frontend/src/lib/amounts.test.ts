import { expect, test } from "vitest";
import { compare, isMore, isSome, minus, readAmount, sum } from "./amounts";

test("amounts are added exactly, where floats would lose a cent", () => {
  expect(sum(["0.10", "0.20"])).toBe("0.30");
  expect(sum(["9007199254740993.01", "0.01"])).toBe("9007199254740993.02");
  expect(sum(["1200", "0.5", "0.005"])).toBe("1200.505");
  expect(sum([])).toBe("0");
});

test("what is not typed to its end counts nothing", () => {
  expect(sum(["100.00", "", "12.", "x"])).toBe("100.00");
});

test("less than nothing is written with its sign", () => {
  expect(minus("0.50", "1.00")).toBe("-0.50");
  expect(minus("100", "250.25")).toBe("-150.25");
  expect(minus("-1.00", "-1.00")).toBe("0.00");
});

test("amounts are compared by what they are worth", () => {
  expect(compare("1.0", "1.00")).toBe(0);
  expect(isMore("1000.01", "1000.00")).toBe(true);
  expect(isMore("999.99", "1000")).toBe(false);
  expect([isSome("0.00"), isSome("-5.00"), isSome("0.01")]).toEqual([false, false, true]);
});

test("people type with commas, blanks and wide digits", () => {
  expect(readAmount(" 1,200.50 ")).toBe("1200.50");
  expect(readAmount("１２００．５")).toBe("1200.5");
  expect(["", "1.2.3", "abc", ".5", "5."].map(readAmount)).toEqual([null, null, null, null, null]);
});
