import { expect, test } from "vitest";
import { placesOf } from "./world";

const NOWHERE = { time_zone: "UTC", currency: "EUR", phone_region: "DE" };

test("a time zone tells the country of telephone numbers and its money", () => {
  expect(placesOf("Asia/Urumqi", NOWHERE)).toEqual({
    time_zone: "Asia/Urumqi",
    currency: "CNY",
    phone_region: "CN",
  });
  expect(placesOf("Europe/London", NOWHERE)).toMatchObject({ currency: "GBP", phone_region: "GB" });
});

test("where a zone tells nothing, what was known stays", () => {
  expect(placesOf("Antarctica/Nowhere", NOWHERE)).toEqual({
    ...NOWHERE,
    time_zone: "Antarctica/Nowhere",
  });
});
