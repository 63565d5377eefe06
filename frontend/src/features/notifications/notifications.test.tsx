import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { NotificationList } from "./NotificationList";
import type { Notification } from "./queries";
import { setUnread } from "./unread";

const nothing: Notification = {
  id: 1,
  kind: "assigned",
  day: "2026-11-20",
  at: "2026-11-20T02:00:00Z",
  read_at: null,
  count: 1,
  customers: [],
  enrollments: [],
  employees: [],
  pools: [],
  by: [],
  planned: {},
};
const mei = { id: 3, name: "Mei" };
const assigned = {
  ...nothing,
  count: 4,
  by: [mei],
  customers: [7, 8, 9].map((id) => ({ id, name: `Nr ${id}` })),
};
const taken: Notification = {
  ...nothing,
  id: 2,
  kind: "taken",
  customers: [{ id: 5, name: null }],
};
const plans: Notification = { ...nothing, id: 3, kind: "plans", planned: { call: 5, visit: 2 } };

function answer(...results: Notification[]): void {
  server.use(
    http.get("*/api/v1/notifications/", () =>
      HttpResponse.json({ next: null, previous: null, results }),
    ),
  );
}

test("each is a sentence and the way to the rows behind it", async () => {
  answer(assigned, taken, plans);
  const { container } = await show(<NotificationList me={1} />);
  const links = await screen.findAllByRole("link");
  expect(links.map((link) => [link.textContent, link.getAttribute("href")])).toEqual([
    [
      expect.stringMatching(/^Unread: Mei gave you 4 customersNr 7, Nr 8, Nr 9, 1 more · /),
      "/movements?to=1&reason=assigned%2Ccreated%2Cimported%2Crestored&since=2026-11-20&until=2026-11-20",
    ],
    [
      expect.stringMatching(/^Unread: 1 customer was taken from you/),
      "/movements?from=1&reason=assigned%2Creleased%2Chanded_over%2Cdeleted&since=2026-11-20&until=2026-11-20",
    ],
    [expect.stringMatching(/^Unread: Planned for today: 5 calls, 2 visits/), "/"],
  ]);
  expect(await violations(container)).toEqual([]);
});

test("one customer who is still in sight is a page of their own", async () => {
  answer({ ...nothing, customers: [{ id: 7, name: "Wang Fang" }] });
  await show(<NotificationList me={1} />);
  expect((await screen.findByRole("link")).getAttribute("href")).toBe("/customers/7");
});

test("nothing there says what will be", async () => {
  answer();
  await show(<NotificationList me={1} />);
  expect(await screen.findByText("Nothing yet")).toBeInstanceOf(HTMLElement);
});

test("a failed load says why and tries again", async () => {
  server.use(
    http.get("*/api/v1/notifications/", () =>
      HttpResponse.json({ code: "busy", detail: "Busy." }, { status: 500 }),
    ),
  );
  await show(<NotificationList me={1} />);
  expect(await screen.findByRole("button", { name: "Try again" })).toBeInstanceOf(HTMLElement);
});

test("all are marked as far as they were looked at", async () => {
  setUnread(2);
  answer(assigned);
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/v1/notifications/read-all/", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ unread: 0 });
    }),
  );
  const { user } = await show(<NotificationList me={1} />);
  await user.click(await screen.findByRole("button", { name: "Mark all as read" }));
  expect(await screen.findByText("0 unread")).toBeInstanceOf(HTMLElement);
  expect(sent).toEqual([{ until: assigned.at }]);
});
