import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { show } from "@/test/render";
import { type Division, excess, type Preview } from "./queries";
import { SharesTable } from "./SharesTable";

const people = [
  { id: 1, name: "Lin" },
  { id: 2, name: "Bo" },
];
const preview = {
  households: 10,
  to_pools: 0,
  candidates: people.map((employee) => ({ employee, department: null, held: 20, room: null })),
  shares: people.map((to) => ({ to, households: 5, held_after: 25, refusal: null })),
} as unknown as Preview;

function Table() {
  const [division, setDivision] = useState<Division>({ split: [1, 2], typed: null });
  return <SharesTable preview={preview} division={division} onChange={setDivision} />;
}

test("it is divided evenly until a number is typed; the rest goes to the pools", async () => {
  show(<Table />);
  const lin = await screen.findByRole<HTMLInputElement>("textbox", { name: "Households for Lin" });
  expect(lin.value).toBe("5");
  expect(screen.queryByRole("row", { name: /pools/ })).toBeNull();

  await userEvent.clear(lin);
  await userEvent.type(lin, "3");

  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Households for Bo" }).value).toBe(
    "5",
  );
  expect(screen.getByRole("row", { name: /pools 2/ })).toBeTruthy();

  await userEvent.click(screen.getByRole("button", { name: "Divide evenly" }));
  expect(lin.value).toBe("5");
});

test("more than there are is told before anything happens", () => {
  expect(excess({ split: [1, 2, null], typed: { 1: 8, 2: 4 } }, 10)).toBe(2);
  expect(excess({ split: [1, 2], typed: { 1: 8, 2: 2 } }, 10)).toBe(0);
  // Who is not chosen any more gets nothing, whatever was typed before.
  expect(excess({ split: [1], typed: { 1: 8, 2: 4 } }, 10)).toBe(0);
  expect(excess({ split: [1, 2], typed: null }, 10)).toBe(0);
});
