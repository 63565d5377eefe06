import { http, HttpResponse } from "msw";
import { afterEach, expect, test } from "vitest";
import { signIn, signOut } from "@/api/token";
import { meQuery } from "@/features/session/me";
import { lin } from "@/test/customers";
import { server } from "@/test/server";
import { bringAdmin, requireSession, skipIfSignedIn } from "./guard";
import { queryClient } from "./queryClient";

afterEach(() => {
  queryClient.clear();
  signOut();
});

const refreshAnswers = (status: number, body: object = {}) =>
  server.use(http.post("*/api/v1/auth/refresh/", () => HttpResponse.json(body, { status })));

/** Where the guard sends them, or undefined when it lets them pass. */
const sentTo = (guard: Promise<void>) =>
  guard.then(
    () => undefined,
    (thrown: unknown) => (thrown as { options: unknown }).options,
  );
const here = { location: { href: "/pool?status=new" } };

test("a stranger is sent to the login, which remembers where to", async () => {
  refreshAnswers(401);
  expect(await sentTo(requireSession(here))).toMatchObject({
    to: "/login",
    search: { next: "/pool?status=new", ended: undefined },
  });
});

test("whose session ended elsewhere is told so, and why if the API says", async () => {
  localStorage.setItem("shoal.signedIn", "1");
  refreshAnswers(401);
  expect(await sentTo(requireSession(here))).toMatchObject({ search: { ended: "unknown" } });
  refreshAnswers(401, { code: "session_ended", reason: "suspended" });
  expect(await sentTo(requireSession(here))).toMatchObject({ search: { ended: "suspended" } });
});

test("whoever is signed in skips the login page", async () => {
  signIn("token");
  const to = await sentTo(skipIfSignedIn({ search: { next: "/mine" } }));
  expect(to).toMatchObject({ href: "/mine" });
});

test("setting up is for strangers with a link and for administrators", async () => {
  expect(await sentTo(bringAdmin())).toBeUndefined();
  signIn("token");
  queryClient.setQueryData(meQuery.queryKey, { ...lin, language: "", role: "admin" });
  expect(await sentTo(bringAdmin())).toBeUndefined();
  queryClient.setQueryData(meQuery.queryKey, { ...lin, language: "" });
  expect(await sentTo(bringAdmin())).toMatchObject({ to: "/" });
});

test("a first visit to the login page asks the API nothing", async () => {
  expect(await sentTo(skipIfSignedIn({ search: {} }))).toBeUndefined();
});
