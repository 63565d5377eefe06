import { expect, test } from "vitest";
import { navigation } from "./navigation";

const labels = (...args: Parameters<typeof navigation>) =>
  navigation(...args).map(({ label }) => label);

test("finance sees no customers in the bars", () => {
  expect(labels({ role: "finance", capabilities: [] })).toEqual([
    "nav.today",
    "nav.people",
    "nav.profile",
  ]);
});

test("who may import or approve finds it in the bars", () => {
  const found = labels({ role: "sales", capabilities: ["imports.run", "employees.approve"] });
  expect(found).toEqual(["nav.today", "nav.imports", "nav.approvals", "nav.people", "nav.profile"]);
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
