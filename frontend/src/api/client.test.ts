import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { isProblem } from "@/lib/problem";
import { server } from "@/test/server";
import { api, newIdempotencyKey, unwrap } from "./client";
import { accessToken, onSessionChange, refreshAccess, signIn, signOut } from "./token";

const me = () => unwrap(api.GET("/api/v1/auth/me/"));

/** An API that knows one good token and refreshes to it; counts how often. */
function apiWith(good: string) {
  const seen = { refreshes: 0 };
  server.use(
    http.get("*/api/v1/auth/me/", ({ request }) =>
      request.headers.get("Authorization") === `Bearer ${good}`
        ? HttpResponse.json({ id: 1 })
        : HttpResponse.json({ code: "not_authenticated" }, { status: 401 }),
    ),
    http.post("*/api/v1/auth/refresh/", async ({ request }) => {
      seen.refreshes += 1;
      expect(request.headers.get("X-Shoal-Refresh")).toBe("1");
      expect(await request.json()).toEqual({});
      return HttpResponse.json({ access: good });
    }),
  );
  return seen;
}

afterEach(signOut);

test("many calls with a stale token refresh once and all succeed", async () => {
  const seen = apiWith("fresh");
  signIn("stale");
  const answers = await Promise.all([me(), me(), me(), me(), me()]);
  expect(answers).toEqual(Array.from({ length: 5 }, () => ({ id: 1 })));
  expect(seen.refreshes).toBe(1);
});

test("where the browser has locks, the tabs refresh under one", async () => {
  const request = vi.fn((_name: string, work: () => Promise<unknown>) => work());
  vi.stubGlobal("navigator", { ...navigator, locks: { request } });
  apiWith("fresh");
  expect(await refreshAccess("stale")).toBe("fresh");
  expect(request.mock.calls.map(([name]) => name)).toEqual(["shoal.refresh"]);
  vi.unstubAllGlobals();
});

test("a token another tab fetched is used instead of refreshing again", async () => {
  const seen = apiWith("fresh");
  const other = new BroadcastChannel("shoal.session");
  signIn("stale");
  other.postMessage({ kind: "access", token: "fresh" });
  await vi.waitFor(() => expect(accessToken()).toBe("fresh"));
  other.close();
  expect(await refreshAccess("stale")).toBe("fresh");
  expect(seen.refreshes).toBe(0);
});

test("when the session is over, everybody hears it and the call fails with 401", async () => {
  const ended = () => HttpResponse.json({ code: "session_ended" }, { status: 401 });
  server.use(http.get("*/api/v1/auth/me/", ended), http.post("*/api/v1/auth/refresh/", ended));
  signIn("stale");
  const heard = vi.fn();
  const stop = onSessionChange(heard);
  await expect(me()).rejects.toMatchObject({ status: 401, code: "session_ended" });
  stop();
  expect(heard.mock.calls).toEqual([["signed-out"]]);
  expect(accessToken()).toBeNull();
});

test("a server that is down during refresh is no reason to log out", async () => {
  apiWith("fresh");
  server.use(http.post("*/api/v1/auth/refresh/", () => new HttpResponse(null, { status: 502 })));
  signIn("stale");
  await expect(me()).rejects.toMatchObject({ status: 502 });
  expect(accessToken()).toBe("stale");
});

test("a busy server is asked again after as long as it says", async () => {
  let calls = 0;
  server.use(
    http.get("*/api/v1/auth/me/", () => {
      calls += 1;
      const busy = new HttpResponse(null, { status: 503, headers: { "Retry-After": "0" } });
      return calls === 1 ? busy : HttpResponse.json({ id: 1 });
    }),
  );
  expect(await me()).toEqual({ id: 1 });
});

test("a problem keeps its code, fields, request id and extra members", async () => {
  const body = {
    type: "about:blank",
    title: "Conflict",
    status: 409,
    detail: "No more today.",
    code: "daily_claim_limit_reached",
    request_id: "r-7",
    errors: [{ pointer: "/customers", code: "limit", detail: "Too many." }],
    limit: 50,
  };
  const headers = { "Content-Type": "application/problem+json" };
  server.use(
    http.get("*/api/v1/auth/me/", () => HttpResponse.json(body, { status: 409, headers })),
  );
  const error: unknown = await me().catch((thrown: unknown) => thrown);
  expect(isProblem(error)).toBe(true);
  expect(error).toMatchObject({
    status: 409,
    code: "daily_claim_limit_reached",
    detail: "No more today.",
    requestId: "r-7",
    errors: body.errors,
    params: { limit: 50 },
  });
});

test("idempotency keys differ", () => {
  expect(newIdempotencyKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(newIdempotencyKey()).not.toBe(newIdempotencyKey());
});
