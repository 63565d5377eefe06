import { expect, test, vi } from "vitest";
import { rowAt, RowPlaces } from "./rowPlaces";

test("rows stand one below the other, as measured or as usual", () => {
  const places = new RowPlaces(10);
  places.measure(2, 25);
  expect(places.starts([1, 2, 3])).toEqual([0, 10, 35, 45]);
});

test("a row that leaves takes its height along", () => {
  const places = new RowPlaces(10);
  places.measure(2, 25);
  expect(places.starts([1, 3])).toEqual([0, 10, 20]);
});

test("only what differs from what was thought is told", () => {
  const places = new RowPlaces(10);
  const told = vi.fn();
  places.subscribe(told);
  expect([places.measure(1, 10), places.measure(1, 14), places.measure(1, 14)]).toEqual([0, 4, 0]);
  expect(told).toHaveBeenCalledOnce();
});

test("a place in the list is found, above and below it too", () => {
  const starts = new RowPlaces(10).starts([1, 2, 3]);
  expect([-5, 0, 9, 10, 29, 30, 900].map((offset) => rowAt(starts, offset))).toEqual([
    0, 0, 0, 1, 2, 2, 2,
  ]);
  expect(rowAt([0], 50)).toBe(0);
});
