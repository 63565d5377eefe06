import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { signOut } from "@/api/token";
import { catchLinkToken, dropLinkToken } from "@/lib/linkToken";
import { violations } from "@/test/axe";
import { lin } from "@/test/customers";
import { show } from "@/test/render";
import { server } from "@/test/server";
import ForgotPage from "./ForgotPage";
import JoinPage from "./JoinPage";
import ResetPage from "./ResetPage";

const PASSWORD = "nine white cranes";
const INVITED = {
  school: "Green Hill",
  role: "sales",
  department: { id: 3, name: "Sales 1" },
  campus: null,
  display_name: "Zhou",
  email: "",
  expires_at: "2026-11-27T08:00:00Z",
};

afterEach(() => {
  dropLinkToken("join");
  dropLinkToken("reset");
  history.replaceState(null, "", "/");
  signOut();
});

function follow(address: string): void {
  history.replaceState(null, "", address);
  catchLinkToken();
}

const refused = (status: number, code: string) =>
  HttpResponse.json({ code, detail: "", status, errors: [] }, { status });

/** What was sent to each of these addresses, in order. */
function answers(...calls: [path: string, answer: () => Response][]) {
  const sent = vi.fn();
  for (const [path, answer] of calls) {
    server.use(
      http.post(`*/api/v1/auth/${path}/`, async ({ request }) => {
        sent(path, await request.json());
        return answer();
      }),
    );
  }
  return sent;
}

const loggedIn = () => HttpResponse.json({ access: "a", expires_in: 300, employee: lin });

test("an invitation says to what, becomes an account, and is in", async () => {
  const sent = answers(
    ["invitation", () => HttpResponse.json(INVITED)],
    ["register", () => HttpResponse.json({ id: 9, state: "active" }, { status: 201 })],
    ["login", loggedIn],
  );
  follow("/join#token=abc");
  const { user, href, container } = await show(<JoinPage />, "/join");
  await screen.findByRole("heading", { name: "Join Green Hill" });
  expect(screen.getByText("You are invited as Consultant, Sales 1.")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe("Zhou");
  expect(await violations(container)).toEqual([]);
  await user.type(screen.getByLabelText(/^Username/), "zhou ");
  await user.type(screen.getByLabelText(/^Password/), PASSWORD);
  await user.click(screen.getByRole("button", { name: "Join" }));

  await waitFor(() => expect(href()).toBe("/"));
  const account = { username: "zhou", password: PASSWORD };
  expect(sent.mock.calls.slice(1)).toEqual([
    ["register", { ...account, display_name: "Zhou", mobile: "", invitation: "abc" }],
    ["login", account],
  ]);
  expect(sessionStorage.getItem("shoal.link.join")).toBeNull();
});

test("an invitation that is void leads whoever used it to the login, and others to who invited them", async () => {
  answers(["invitation", () => refused(404, "link_void")]);
  follow("/join#token=old");
  await show(<JoinPage />, "/join");
  await screen.findByRole("heading", { name: "This link is no longer good" });
  expect(screen.getByText(/ask whoever invited you/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "To the login" })).toBeTruthy();
});

test("a join page without a link says that there was none", async () => {
  await show(<JoinPage />, "/join");
  expect(await screen.findByText(/complete to its last letter/)).toBeTruthy();
});

test("a reset link says whose it is; with the new password they are in", async () => {
  const sent = answers(
    ["reset/check", () => HttpResponse.json({ username: "lin" })],
    ["reset/confirm", () => new HttpResponse(null, { status: 204 })],
    ["login", loggedIn],
  );
  follow("/reset#token=abc");
  const { user, href } = await show(<ResetPage />, "/reset");
  await screen.findByText(/For the account lin/);
  await user.type(screen.getByLabelText(/^New password/), "too short");
  await user.click(screen.getByRole("button", { name: "Save and log in" }));
  expect(await screen.findByText("At least 12 characters.")).toBeTruthy();
  await user.clear(screen.getByLabelText(/^New password/));
  await user.type(screen.getByLabelText(/^New password/), PASSWORD);
  await user.click(screen.getByRole("button", { name: "Save and log in" }));

  await waitFor(() => expect(href()).toBe("/"));
  expect(sent.mock.calls.slice(1)).toEqual([
    ["reset/confirm", { token: "abc", new_password: PASSWORD }],
    ["login", { username: "lin", password: PASSWORD }],
  ]);
});

test("if only the login fails after the new password, the login page is next", async () => {
  answers(
    ["reset/check", () => HttpResponse.json({ username: "lin" })],
    ["reset/confirm", () => new HttpResponse(null, { status: 204 })],
    ["login", () => refused(429, "throttled")],
  );
  follow("/reset#token=abc");
  const { user, href } = await show(<ResetPage />, "/reset");
  await user.type(await screen.findByLabelText(/^New password/), PASSWORD);
  await user.click(screen.getByRole("button", { name: "Save and log in" }));
  await waitFor(() => expect(href()).toBe("/login"));
});

test("a reset link that is void leads to a new one", async () => {
  answers(["reset/check", () => refused(404, "link_void")]);
  follow("/reset#token=old");
  await show(<ResetPage />, "/reset");
  const again = await screen.findByRole("link", { name: "Ask for a new link" });
  expect(again.getAttribute("href")).toBe("/forgot");
});

test("whoever forgot the password is told the same whether there is such an account or not", async () => {
  const sent = answers(["reset", () => HttpResponse.json({}, { status: 202 })]);
  const { user, href, container } = await show(<ForgotPage />, "/forgot");
  await user.type(screen.getByLabelText(/^Username or e-mail/), " nobody ");
  await user.click(screen.getByRole("button", { name: "Send the link" }));
  await screen.findByRole("heading", { name: "Look into your mailbox" });
  expect(sent.mock.calls).toEqual([["reset", { username: "nobody" }]]);
  expect(href()).toMatch(/\?sent=1$/);
  expect(screen.getByText(/Your manager or an administrator/)).toBeTruthy();
  expect(await violations(container)).toEqual([]);
});
