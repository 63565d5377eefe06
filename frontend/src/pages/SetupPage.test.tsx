import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { signOut } from "@/api/token";
import { catchLinkToken, dropLinkToken } from "@/lib/linkToken";
import { violations } from "@/test/axe";
import { lin, page } from "@/test/customers";
import { show } from "@/test/render";
import { server } from "@/test/server";
import SetupPage from "./SetupPage";

const DEFAULTS = {
  name: "",
  time_zone: "Asia/Shanghai",
  currency: "CNY",
  language: "en",
  phone_region: "CN",
};
const STEPS = ["school", "campuses", "departments", "courses", "pool", "people", "customers"];
const ada = { ...lin, username: "ada", display_name: "Ada", role: "admin", language: "en" };

const stepsDone = (...done: string[]) => ({
  open: false,
  hidden: false,
  next: STEPS.find((code) => !done.includes(code)) ?? null,
  steps: STEPS.map((code) => ({ code, done: done.includes(code), count: 0 })),
});

/** What the API tells of the set-up; a test changes it as the school grows. */
let state: object;
const refused = (status: number, code: string, errors: object[] = []) =>
  HttpResponse.json({ code, detail: "", status, errors }, { status });

beforeEach(() => {
  state = { open: true, school: DEFAULTS };
  server.use(
    http.get("*/api/v1/setup/", () => HttpResponse.json(state)),
    http.post("*/api/v1/setup/check/", () =>
      HttpResponse.json({ expires_at: "2026-11-27T08:00:00Z" }),
    ),
    http.get("*/api/v1/auth/me/", () => HttpResponse.json(ada)),
    http.get("*/api/v1/campuses/", () => HttpResponse.json(page([]))),
    http.get("*/api/v1/departments/", () => HttpResponse.json(page([]))),
    http.get("*/api/v1/courses/", () => HttpResponse.json(page([]))),
    http.get("*/api/v1/employees/", () => HttpResponse.json(page([]))),
    http.get("*/api/v1/school/", () => HttpResponse.json({ ...DEFAULTS, fixed: [], version: 1 })),
  );
});
afterEach(() => {
  dropLinkToken("setup");
  history.replaceState(null, "", "/");
  signOut();
});

function follow(token: string): void {
  history.replaceState(null, "", `/setup#token=${token}`);
  catchLinkToken();
}

test("a link that is not good any more says what brings another one", async () => {
  server.use(http.post("*/api/v1/setup/check/", () => refused(404, "link_void")));
  follow("old");
  const { container } = await show(<SetupPage />, "/setup");
  await screen.findByRole("heading", { name: "This link is no longer good" });
  expect(screen.getByText(/manage\.py setup_link/)).toBeTruthy();
  expect(await violations(container)).toEqual([]);
});

test("without a link it says where the link is", async () => {
  await show(<SetupPage />, "/setup");
  await screen.findByRole("heading", { name: "Open the set-up link" });
});

test("strangers of a school that is set up are sent to the login, which leads back", async () => {
  state = { open: false };
  await show(<SetupPage />, "/setup");
  const login = await screen.findByRole("link", { name: "To the login" });
  expect(login.getAttribute("href")).toBe("/login?next=%2Fsetup");
});

test("the school and its first administrator are sent in one piece, then they are logged in", async () => {
  const sent = vi.fn();
  server.use(
    http.post("*/api/v1/setup/", async ({ request }) => {
      sent(await request.json());
      state = stepsDone("school");
      return HttpResponse.json({ employee: { id: 1, username: "ada" } }, { status: 201 });
    }),
    http.post("*/api/v1/auth/login/", async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json({ access: "a", expires_in: 300, employee: ada });
    }),
  );
  follow("good");
  const { user, href } = await show(<SetupPage />, "/setup");
  await user.type(await screen.findByLabelText(/^Name of the school/), "Green Hill");
  await user.click(screen.getByRole("button", { name: "Continue" }));
  await user.type(await screen.findByLabelText(/^Your name/), "Ada");
  await user.type(screen.getByLabelText(/^Username/), "ada");
  await user.type(screen.getByLabelText(/^Password/), "nine white cranes");
  await user.click(screen.getByRole("button", { name: "Create the school" }));

  await screen.findByRole("heading", { name: "Campuses" });
  const account = { username: "ada", password: "nine white cranes" };
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    token: "good",
    school: { name: "Green Hill", language: "en" },
    admin: { ...account, display_name: "Ada" },
  });
  expect(sent.mock.calls[1]).toEqual([account]);
  expect(href()).toBe("/setup");
  expect(sessionStorage.getItem("shoal.link.setup")).toBeNull();
  expect(JSON.stringify(localStorage)).not.toContain("cranes");
});

test("what was typed survives a reload, except the password", async () => {
  follow("good");
  const first = await show(<SetupPage />, "/setup?step=admin");
  await first.user.type(await screen.findByLabelText(/^Username/), "ada");
  await first.user.type(screen.getByLabelText(/^Password/), "nine white cranes");
  first.unmount();
  await show(<SetupPage />, "/setup?step=admin");
  expect((await screen.findByLabelText<HTMLInputElement>(/^Username/)).value).toBe("ada");
  expect(screen.getByLabelText<HTMLInputElement>(/^Password/).value).toBe("");
});

test("what the API finds wrong with the school leads back to it, and stands at its field", async () => {
  const wrong = { pointer: "/school/name", code: "max_length", detail: "" };
  server.use(http.post("*/api/v1/setup/", () => refused(400, "invalid", [wrong])));
  follow("good");
  const { user } = await show(<SetupPage />, "/setup?step=admin");
  await user.type(await screen.findByLabelText(/^Your name/), "Ada");
  await user.type(screen.getByLabelText(/^Username/), "ada");
  await user.type(screen.getByLabelText(/^Password/), "nine white cranes");
  await user.click(screen.getByRole("button", { name: "Create the school" }));
  await screen.findByLabelText(/^Name of the school/);
  expect(await screen.findByText("This is too long.")).toBeTruthy();
});

test("coming back goes on where something is missing", async () => {
  state = stepsDone("school", "campuses", "departments");
  await show(<SetupPage />, "/setup");
  await screen.findByRole("heading", { name: "Courses" });
});

test("the address says the step, and each may be left for later", async () => {
  state = stepsDone("school");
  const { user, href } = await show(<SetupPage />, "/setup?step=departments");
  await screen.findByRole("heading", { name: "Departments" });
  await user.click(await screen.findByRole("button", { name: "Skip for now" }));
  await screen.findByRole("heading", { name: "Courses" });
  expect(href()).toMatch(/\?step=courses$/);
});

test("a campus that is added stays in sight, and another may follow", async () => {
  state = stepsDone("school");
  const campuses: object[] = [];
  server.use(
    http.get("*/api/v1/campuses/", () => HttpResponse.json(page(campuses))),
    http.post("*/api/v1/campuses/", async ({ request }) => {
      const made = { id: 1, is_active: true, ...((await request.json()) as object) };
      campuses.push(made);
      state = stepsDone("school", "campuses");
      return HttpResponse.json(made, { status: 201 });
    }),
  );
  const { user } = await show(<SetupPage />, "/setup");
  await user.type(await screen.findByLabelText(/^Name/), "Tianhe");
  await user.click(screen.getByRole("button", { name: "Add campus" }));
  await waitFor(() => expect(screen.getByRole("list", { name: "Already there" })).toBeTruthy());
  expect(screen.getByText("Tianhe")).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Campuses" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Add another" }));
  expect(screen.getByRole("button", { name: "Add campus" })).toBeTruthy();
});
