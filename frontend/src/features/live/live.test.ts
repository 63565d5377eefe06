import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { http, HttpResponse } from "msw";
import { renderHook } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { server } from "@/test/server";
import { bring, type FeedEvent, refreshSchool, refreshScope } from "./effects";
import { forgetMarks, useMarks } from "./marks";
import { EVERY_MS, type Feed, follow } from "./poller";
import { markText, takenText } from "./words";

const lin = { id: 1, leads: false };
const bo = { id: 2, name: "Bo" };
const marks = () => renderHook(() => useMarks()).result.current;
const words = () => [...marks()].map(([id, mark]) => [id, markText(mark)]);
const event = (members: Partial<FeedEvent>): FeedEvent => ({
  kind: "customer.claimed",
  customer: 7,
  holder: bo,
  actor: bo,
  ...members,
});

afterEach(() => {
  forgetMarks(Number.POSITIVE_INFINITY);
  vi.useRealTimers();
});

test("what others did becomes a word on the row, and the reason on its button", () => {
  bring(new QueryClient(), lin, [
    event({}),
    event({ kind: "customer.gone", customer: 8, actor: null }),
    event({ kind: "customer.gone", customer: 9, actor: null, holder: null }),
    event({ kind: "customer.assigned", customer: 10, actor: { id: 3, name: "Mei" } }),
    event({ kind: "customer.released", customer: 11, holder: null }),
    event({ kind: "follow_up.logged", customer: 12, holder: null }),
  ]);
  expect(words()).toEqual([
    [7, "Bo claimed this"],
    [8, "Bo claimed this"],
    [9, "No longer in the pool"],
    [10, "With Bo now"],
    [11, "Bo put them into the pool"],
    [12, "Changed by Bo"],
  ]);
  expect([...marks()].map(([, mark]) => takenText(mark) !== undefined)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("my own doings make no mark, but bring my other screens up to date", () => {
  const mine = event({ actor: { id: 1, name: "Lin" }, holder: { id: 1, name: "Lin" } });
  const wanted = bring(new QueryClient(), lin, [mine]);
  expect(words()).toEqual([]);
  expect(wanted).toEqual({
    details: [7],
    figures: true,
    school: false,
    policy: false,
    scope: false,
  });
});

test("figures are asked for anew only where the customer is among them", () => {
  const foreign = [event({ customer: 7 })];
  expect(bring(new QueryClient(), lin, foreign).figures).toBe(false);
  expect(bring(new QueryClient(), { ...lin, leads: true }, foreign).figures).toBe(true);
});

const rule = (kind: string, fields: string[]) =>
  bring(new QueryClient(), lin, [event({ kind, fields, customer: null, holder: null })]);

test.each([
  ["pool.changed", ["departments"], true],
  ["pool.changed", ["campuses", "name"], true],
  ["pool.changed", ["daily_claim_limit"], false],
  ["department.edited", ["parent"], true],
  ["department.edited", ["name"], false],
  ["employee.placed", ["department"], true],
  ["employee.placed", ["campus"], false],
])("%s of %s says whom one sees: %s", (kind, fields, scope) => {
  expect(rule(kind, fields)).toMatchObject({ school: false, policy: true, scope });
});

test("who sees other customers than before keeps none of the old ones", async () => {
  const client = new QueryClient();
  const [open, behind, other] = [
    ["customers", "list", {}],
    ["customers", "detail", 7],
    ["people", "list"],
  ];
  const loads = vi.fn(() => Promise.resolve([]));
  const watched = new QueryObserver(client, { queryKey: open, queryFn: loads });
  const stop = watched.subscribe(() => undefined);
  await vi.waitFor(() => expect(client.getQueryData(open)).toEqual([]));
  client.setQueryData(behind, { name: "Fang" });
  client.setQueryData(other, []);
  refreshScope(client);
  await vi.waitFor(() => expect(loads).toHaveBeenCalledTimes(2));
  expect(client.getQueryData(behind)).toBeUndefined();
  expect(client.getQueryData(other)).toEqual([]);
  stop();
});

const feed = (next: string, members: Partial<Feed> = {}): Feed => ({
  next,
  more: false,
  unread: 0,
  events: [],
  ...members,
});

/** Answer each poll by what `answers` says for its cursor; return the cursors asked for. */
function feedOf(answers: Record<string, Feed | number>): string[] {
  const asked: string[] = [];
  server.use(
    http.get("*/api/v1/events/", ({ request }) => {
      const after = new URL(request.url).searchParams.get("after") ?? "";
      asked.push(after);
      const answer = answers[after] ?? feed(after);
      if (typeof answer !== "number") return HttpResponse.json(answer);
      return HttpResponse.json({ code: "invalid_cursor", status: answer }, { status: answer });
    }),
  );
  return asked;
}

test("it goes on from the cursor of the answer before, at once while there is more", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const asked = feedOf({
    "": feed("1.0.5"),
    "1.0.5": feed("1.0.9", { events: [event({})], more: true, unread: 2 }),
  });
  const heard: Feed[] = [];
  const stop = follow({ me: 1, onNews: (each) => heard.push(each), onStartOver: vi.fn() });
  await vi.waitFor(() => expect(asked[0]).toBe(""));
  await vi.advanceTimersByTimeAsync(EVERY_MS * 3);
  await vi.waitFor(() => expect(asked.slice(0, 3)).toEqual(["", "1.0.5", "1.0.9"]));
  expect(heard.map(({ unread, events }) => [unread, events.length]).slice(0, 2)).toEqual([
    [0, 0],
    [2, 1],
  ]);
  stop();
});

test("after a restore it starts over, and what is on the screen is loaded anew", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const asked = feedOf({ "": feed("2.0.1"), "2.0.1": 400 });
  const onStartOver = vi.fn();
  const stop = follow({ me: 1, onNews: vi.fn(), onStartOver });
  await vi.waitFor(() => expect(asked[0]).toBe(""));
  await vi.advanceTimersByTimeAsync(EVERY_MS * 4);
  await vi.waitFor(() => expect(asked.slice(0, 3)).toEqual(["", "2.0.1", ""]));
  await vi.waitFor(() => expect(onStartOver).toHaveBeenCalled());
  stop();
});

test("what becomes of an enrollment or of money brings its pages up to date, and moves no row", async () => {
  const client = new QueryClient();
  const wanted = bring(client, lin, [event({ kind: "payment.confirmed", holder: null })]);
  expect(wanted.school).toBe(true);
  expect(words()).toEqual([[7, "Changed by Bo"]]);
  const keys = [
    ["enrollments", "one", 3],
    ["enrollments", "list", {}],
  ];
  for (const key of keys) client.setQueryData(key, []);
  refreshSchool(client);
  expect(keys.map((key) => client.getQueryState(key)?.isInvalidated)).toEqual([true, true]);
});
