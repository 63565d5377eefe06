import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test } from "vitest";
import { signOut } from "@/api/token";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { LoginForm } from "./LoginForm";

afterEach(signOut);

const answers = (status: number, body: object) =>
  server.use(http.post("*/api/v1/auth/login/", () => HttpResponse.json(body, { status })));

async function logIn(next?: string) {
  const page = await show(<LoginForm next={next} />, "/login");
  await page.user.type(screen.getByLabelText("Username"), "lin");
  await page.user.type(screen.getByLabelText("Password"), "a quiet river 1908");
  await page.user.click(screen.getByRole("button", { name: "Log in" }));
  return page;
}

test("a login leads to where one wanted to go", async () => {
  answers(200, { access: "a", expires_in: 300, employee: { id: 1, language: "en" } });
  const page = await logIn("/pool?status=new");
  await waitFor(() => expect(page.href()).toBe("/pool?status=new"));
});

test("a login never leads to another site", async () => {
  answers(200, { access: "a", expires_in: 300, employee: { id: 1, language: "en" } });
  const page = await logIn("//evil.example");
  await waitFor(() => expect(page.href()).toBe("/"));
});

test("a refused login is said in words and keeps what was typed", async () => {
  answers(401, { code: "login_failed", detail: "", status: 401 });
  const { container } = await logIn();
  expect((await screen.findByRole("alert")).textContent).toMatch(/do not fit/);
  expect(screen.getByLabelText<HTMLInputElement>("Username").value).toBe("lin");
  expect(await violations(container)).toEqual([]);
});

test("a throttled login counts down and then lets try again", async () => {
  answers(429, { code: "throttled", detail: "", status: 429, retry_after: 1 });
  await logIn();
  const waiting = await screen.findByRole<HTMLButtonElement>("button", { name: "Wait 1 second" });
  expect(waiting.disabled).toBe(true);
  await screen.findByRole("button", { name: "Log in" }, { timeout: 3000 });
  expect(screen.queryByRole("alert")).toBeNull();
});

test("an empty login asks for what is missing instead of asking the server", async () => {
  const { user } = await show(<LoginForm next={undefined} />);
  await user.clear(screen.getByLabelText("Username"));
  await user.clear(screen.getByLabelText("Password"));
  await user.click(screen.getByRole("button", { name: "Log in" }));
  expect(screen.getAllByText("This is needed.")).toHaveLength(2);
});
