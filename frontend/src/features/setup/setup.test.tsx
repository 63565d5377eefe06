import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { moveTo } from "./first";
import { SetupCard } from "./SetupCard";
import { firstMissing, resumeAt, stepAfter } from "./steps";

const HOME = {
  name: "Green Hill",
  time_zone: "Asia/Shanghai",
  currency: "CNY",
  language: "en" as const,
  phone_region: "CN",
};

test("another time zone brings its money and its telephone numbers along", () => {
  const there = { time_zone: "Asia/Singapore", currency: "SGD", phone_region: "SG" };
  expect(moveTo(HOME, "Asia/Singapore")).toEqual({ ...HOME, ...there });
});

test("what somebody chose differently stays when the time zone moves", () => {
  const chosen = { ...HOME, currency: "USD" };
  expect(moveTo(chosen, "Asia/Singapore")).toMatchObject({ currency: "USD", phone_region: "SG" });
});

test("the way goes on where something is missing, unless the address says where", () => {
  const [school, campuses, courses] = ["school", "campuses", "courses"];
  const done = (code = "") => ({ code, done: true });
  const missing = (code = "") => ({ code, done: false });
  expect(firstMissing([done(school), done(campuses), missing(courses)])).toBe("courses");
  // The school itself is edited elsewhere once it is there.
  expect(firstMissing([missing(school), missing(campuses)])).toBe("campuses");
  expect(firstMissing([done(school)])).toBe("customers");
  expect(resumeAt(undefined, "courses")).toBe("courses");
  expect(resumeAt("pool", "courses")).toBe("pool");
  expect(resumeAt("admin", "courses")).toBe("courses");
});

test("after each step comes the next, and the last one stays", () => {
  expect(stepAfter("campuses")).toBe("departments");
  expect(stepAfter("customers")).toBe("customers");
});

test("the card on Today tells what is missing, leads there, and can be put away", async () => {
  const hidden = vi.fn();
  server.use(
    http.post("*/api/v1/setup/checklist/", async ({ request }) => {
      hidden(await request.json());
      return HttpResponse.json({ open: false, hidden: true });
    }),
  );
  const steps = [
    { code: "campuses" as const, done: true, count: 2 },
    { code: "courses" as const, done: false, count: 0 },
  ];
  const { user, container } = await show(<SetupCard steps={steps} next="courses" />);
  expect(screen.getByText("1 of 2 done")).toBeTruthy();
  const next = screen.getByRole("link", { name: "Next: Courses" });
  expect(next.getAttribute("href")).toBe("/setup?step=courses");
  expect(await violations(container)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Hide" }));
  await vi.waitFor(() => expect(hidden.mock.calls).toEqual([[{ hidden: true }]]));
});
