import { expect, test } from "vitest";
import { dueNow, firstLines, itemsOf, onePerEnrollment, restOf, totalOf } from "./lines";
import type { Found, Part } from "./queries";

const TODAY = "2026-11-28";
const seat = (id: number, balance: string, state: Found["state"] = "active") =>
  ({ id, balance, state, currency: "CNY", refusals: { receive: null } }) as Found;
const part = (enrollment: number, due_date: string, payable: string) =>
  ({ enrollment, due_date, payable }) as Part;
const line = (enrollment: number, amount: string, type: "tuition" | "material" = "tuition") => ({
  enrollment,
  amount,
  type,
  method: "cash",
  reference: "",
});

test("one asks for everything up to the last part that is due", () => {
  const parts = [
    part(1, "2026-10-01", "300.00"),
    part(1, "2026-11-28", "700.00"),
    part(1, "2026-12-28", "1000.00"),
  ];
  expect(dueNow(seat(1, "1000.00"), parts, TODAY)).toBe("700.00");
});

test("before anything is due one asks for the next part, without parts for the whole", () => {
  const parts = [part(1, "2026-12-01", "300.00"), part(1, "2027-01-01", "1000.00")];
  expect(dueNow(seat(1, "1000.00"), parts, TODAY)).toBe("300.00");
  expect(dueNow(seat(2, "500.00"), parts, TODAY)).toBe("500.00");
});

test("who came for one enrollment pays for that one, else for all that are due", () => {
  const household = [seat(1, "100.00", "awaiting_payment"), seat(2, "200.00"), seat(3, "0.00")];
  const parts = [part(2, "2026-01-01", "50.00")];
  const chosen = (asked?: number) =>
    firstLines(household, parts, asked, "cash").map(({ enrollment, amount }) => [
      enrollment,
      amount,
    ]);
  expect(chosen(2)).toEqual([[2, "50.00"]]);
  expect(chosen()).toEqual([
    [1, "100.00"],
    [2, "50.00"],
  ]);
});

test("who owes nothing can pay for books only", () => {
  expect(firstLines([seat(3, "0.00")], [], 3, "cash")).toEqual([line(3, "", "material")]);
});

test("a second way to pay takes what the first leaves, material apart", () => {
  const lines = [line(1, "600.10"), line(1, "80.00", "material"), line(2, "5.00")];
  expect(restOf(seat(1, "1000.00"), lines)).toBe("399.90");
  expect(restOf(seat(1, "1000.00"), [line(1, "1000.00")])).toBe("");
});

test("the total is exact, and a line that is half typed counts nothing", () => {
  expect(totalOf([line(1, "0.10"), line(1, "0.20"), line(2, "1,000"), line(2, "")])).toBe(
    "1000.30",
  );
});

test("amounts go out as the API reads them, blank references not at all", () => {
  const [sent] = itemsOf([line(1, " 1,200.5 ")]);
  expect(sent).toEqual({ enrollment: 1, type: "tuition", amount: "1200.5", method: "cash" });
  expect(itemsOf([{ ...line(1, "x"), reference: "S1" }])[0]).toMatchObject({
    amount: "x",
    reference: "S1",
  });
});

test("several parts of one enrollment wait as one, since the first, for all of it", () => {
  const parts = [
    part(1, "2026-10-01", "300.00"),
    part(2, "2026-10-15", "80.00"),
    part(1, "2026-11-01", "700.00"),
  ];
  expect(onePerEnrollment(parts)).toEqual([
    part(1, "2026-10-01", "700.00"),
    part(2, "2026-10-15", "80.00"),
  ]);
});

test("what one sold is not among what one takes money for", () => {
  const refusals = { receive: { code: "sold_or_approved", detail: "" } };
  const sold = { ...seat(1, "100.00"), refusals } as Found;
  const chosen = firstLines([sold, seat(2, "50.00")], [], 1, "cash");
  expect(chosen.map(({ enrollment }) => enrollment)).toEqual([2]);
  expect(firstLines([sold], [], 1, "cash")).toEqual([]);
});
