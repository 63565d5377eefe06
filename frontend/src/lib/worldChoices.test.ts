import { expect, test } from "vitest";
import { currencyChoices, regionChoices, zoneChoice, zoneChoices } from "./worldChoices";

const labelOf = (all: { value: string; label: string }[], value: string) =>
  all.find((each) => each.value === value)?.label;

test("zones, money and countries are found by their names in the page's language", () => {
  expect(labelOf(zoneChoices("zh"), "Asia/Shanghai")).toBe("Asia/Shanghai · 中国标准时间");
  expect(labelOf(currencyChoices("en"), "CNY")).toBe("CNY · Chinese Yuan");
  expect(labelOf(regionChoices("zh"), "CN")).toBe("CN · 中国");
});

test("a value that this browser does not know stays as it is", () => {
  expect(zoneChoice("Mars/Olympus", "en").label).toBe("Mars/Olympus");
});
