import { expect, test } from "vitest";
import { navigation } from "./navigation";

const labels = (...args: Parameters<typeof navigation>) =>
  navigation(...args).flatMap(({ items }) => items.map(({ label }) => label));

test("finance sees no customers in the bars", () => {
  expect(labels({ role: "finance", capabilities: [] })).toEqual([
    "nav.today",
    "nav.classes",
    "nav.timetable",
    "nav.people",
    "nav.workdays",
  ]);
});

test("who confirms money sits at the counter, who sells sees receipts", () => {
  const finance = ["payments.view", "payments.confirm"] as const;
  expect(labels({ role: "finance", capabilities: [...finance] })).toEqual(
    expect.arrayContaining(["nav.counter", "nav.receipts"]),
  );
  const sales = labels({ role: "sales", capabilities: ["payments.view"] });
  expect(sales).toContain("nav.receipts");
  expect(sales).not.toContain("nav.counter");
});

test("who sees payments has them in the group of money, the cash only who may see it", () => {
  const selling = labels({ role: "sales", capabilities: ["payments.view"] });
  expect(selling).toContain("nav.payments");
  expect(selling).not.toContain("nav.cash");
  const books = labels({ role: "finance", capabilities: ["payments.view", "cash.view"] });
  expect(books).toContain("nav.cash");
});

test("who may import or approve finds it in the bars", () => {
  const found = labels({ role: "sales", capabilities: ["imports.run", "employees.approve"] });
  expect(found).toEqual([
    "nav.today",
    "nav.approvals",
    "nav.classes",
    "nav.timetable",
    "nav.people",
    "nav.workdays",
    "nav.imports",
  ]);
});

test("a manager opens the department, an administrator everybody", () => {
  expect(labels({ role: "manager", capabilities: ["customers.assign"] })).toContain("nav.team");
  expect(labels({ role: "admin", capabilities: ["customers.assign"] })).toContain("nav.all");
});

test("an administrator runs the school, a manager reads the rules of the pools", () => {
  const admin = labels({ role: "admin", capabilities: ["organization.edit"] });
  expect(admin).toContain("nav.administration");
  expect(admin).not.toContain("nav.pools");
  expect(labels({ role: "manager", capabilities: [] })).toContain("nav.pools");
  expect(labels({ role: "sales", capabilities: [] })).not.toContain("nav.pools");
});

test("what belongs together stands together, and a group without entries is not there", () => {
  const names = (...args: Parameters<typeof navigation>) =>
    navigation(...args).map(({ name }) => name);
  expect(names({ role: "sales", capabilities: ["customers.view", "pool.view"] })).toEqual([
    "nav.group.work",
    "nav.group.school",
  ]);
  expect(names({ role: "admin", capabilities: ["team.view", "organization.edit"] })).toEqual([
    "nav.group.work",
    "nav.group.lead",
    "nav.group.school",
    "nav.group.settings",
  ]);
});
