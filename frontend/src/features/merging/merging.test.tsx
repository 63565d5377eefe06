import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { customerDetail, page, poolRow } from "@/test/customers";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { CompareForm } from "./CompareForm";
import { Merges } from "./Merges";
import { PairList } from "./PairList";
import { type Comparison, useComparison } from "./queries";

const kept = customerDetail({ id: 7, name: "王芳", phone: "+8613812345678", version: 3 });
const merged = customerDetail({
  id: 8, name: "王方", phone: "+8613900000000", wechat: "wang_fang", remark: "周末有空",
  owner: { id: 2, name: "Bo" },
}); // prettier-ignore
const comparison: Comparison = {
  kept,
  merged,
  differing: ["name", "phone", "remark", "wechat"],
  moves: { follow_ups: 2, plans: 1, consultations: 0, contacts: 2, students: 0 },
  refusal: null,
};
const pair = {
  id: 5, score: 60, state: "open", created_at: "2026-11-20T01:00:00Z",
  reasons: ["similar_name_and_phone_tail"],
  first: poolRow({ id: 7, name: "王芳" }), second: poolRow({ id: 8, name: "王方" }),
}; // prettier-ignore

const nothing = () => undefined;

test("what is right is chosen field by field, and sent with the version that was seen", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/v1/customers/7/merge/", async ({ request }) => {
      sent.push(request.headers.get("If-Match"), await request.json());
      return HttpResponse.json(kept);
    }),
  );
  const onMerged = vi.fn();
  const { user } = await show(
    <CompareForm comparison={comparison} onTurn={nothing} onMerged={onMerged} />,
  );
  // What the one kept leaves open is taken unless somebody says otherwise; a lone contact comes along anyway.
  expect(screen.queryByRole("radio", { name: /WeChat/ })).toBeNull();
  await user.click(screen.getByRole("radio", { name: "Name, 王方: 王方" }));
  await user.click(screen.getByRole("button", { name: "Merge" }));
  expect(sent).toEqual(['"3"', { merged: 8, take: ["name", "remark", "wechat"] }]);
  expect(onMerged).toHaveBeenCalledWith(7);
});

test("who will hold them and what comes along is said before", async () => {
  const { container } = await show(
    <CompareForm comparison={comparison} onTurn={nothing} onMerged={nothing} />,
  );
  screen.getByText("Lin holds the customer.");
  screen.getByText("Bo no longer holds them.");
  screen.getByText("2 follow-ups come along");
  expect(await violations(container)).toEqual([]);
});

test("turned round, the other one stays", async () => {
  const onTurn = vi.fn();
  const { user } = await show(
    <CompareForm comparison={comparison} onTurn={onTurn} onMerged={nothing} />,
  );
  await user.click(screen.getByRole("radio", { name: /Keep 王方/ }));
  expect(onTurn).toHaveBeenCalledWith(8);
});

test("a refused merge says why before it is tried", async () => {
  const refusal = { code: "guardian_of_the_other", detail: "" } as const;
  await show(
    <CompareForm comparison={{ ...comparison, refusal }} onTurn={nothing} onMerged={nothing} />,
  );
  screen.getByText(/guardian of the other/);
});

test("whoever was faster is looked at again, what was chosen stays, and it goes through", async () => {
  let now = comparison;
  const sent: unknown[] = [];
  server.use(
    http.get("*/api/v1/customers/7/merge/", () => HttpResponse.json(now)),
    http.post("*/api/v1/customers/7/merge/", async ({ request }) => {
      const version = request.headers.get("If-Match");
      sent.push(version, await request.json());
      if (version === '"4"') return HttpResponse.json(kept);
      now = { ...comparison, kept: { ...kept, version: 4, remark: "只有周六" } };
      return HttpResponse.json({ status: 412, code: "stale", detail: "" }, { status: 412 });
    }),
  );
  function Loaded() {
    const { data } = useComparison(7, 8);
    return data && <CompareForm comparison={data} onTurn={nothing} onMerged={onMerged} />;
  }
  const onMerged = vi.fn();
  const { user } = await show(<Loaded />);
  await user.click(await screen.findByRole("radio", { name: "Name, 王方: 王方" }));
  await user.click(screen.getByRole("button", { name: "Merge" }));
  await screen.findByRole("alert");
  // What they say now is there to be chosen from.
  await screen.findByRole("radio", { name: "Remark, 王芳: 只有周六" });
  await user.click(screen.getByRole("button", { name: "Merge" }));
  await vi.waitFor(() => expect(onMerged).toHaveBeenCalledWith(7));
  expect(sent).toEqual([
    '"3"', { merged: 8, take: ["name", "remark", "wechat"] },
    '"4"', { merged: 8, take: ["name", "wechat"] },
  ]); // prettier-ignore
});

test("pairs have their faces: coming, failed and tried again", async () => {
  let broken = true;
  server.use(
    http.get("*/api/v1/duplicates/", () =>
      broken
        ? HttpResponse.json({ code: "unavailable" }, { status: 503 })
        : HttpResponse.json(page([pair])),
    ),
  );
  const { user, container } = await show(<PairList state="open" />);
  screen.getByRole("status", { name: "Loading…" });
  await screen.findByRole("alert");
  broken = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  const compare = await screen.findByRole("link", { name: "Compare 王芳 and 王方" });
  expect(compare.getAttribute("href")).toBe("/customers/7/merge?with=8&listed=1");
  expect(await violations(container)).toEqual([]);
});

test("who was merged is told with the way back, until it is too late", async () => {
  const asked: unknown[] = [];
  server.use(
    http.post("*/api/v1/customers/7/unmerge/", async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(kept);
    }),
  );
  const by = { id: 3, name: "Mei" };
  const merge = (id: number, name: string, until: string) => ({
    id, merged: { id, name }, by, at: "2026-11-20T02:00:00Z", undoable_until: until,
  }); // prettier-ignore
  const merges = [
    merge(5, "王方", "2126-12-20T02:00:00Z"),
    merge(4, "王芬", "2026-01-20T02:00:00Z"),
  ];
  const { user } = await show(<Merges customer={{ ...kept, merges }} />);
  expect(screen.queryByRole("button", { name: "Undo the merge with 王芬" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Undo the merge with 王方" }));
  await screen.findByText("They are two customers again.");
  expect(asked).toEqual([{ merge: 5 }]);
});

test("a pair is dismissed at once, and the toast takes it back", async () => {
  const asked: string[] = [];
  server.use(
    // Decided, it leaves the list, and the part of the page that asked is gone.
    http.get("*/api/v1/duplicates/", () => HttpResponse.json(page(asked.length ? [] : [pair]))),
    http.post("*/api/v1/duplicates/5/:verb/", ({ params }) => {
      asked.push(String(params.verb));
      return HttpResponse.json({ id: 5, state: "open" });
    }),
  );
  const { user } = await show(<PairList state="open" />);
  await screen.findByText("Similar name, phone ends alike");
  await user.click(screen.getByRole("button", { name: "王芳 and 王方 are two people" }));
  const toast = await screen.findByText("王芳 and 王方 stay two customers.");
  await user.click(within(toast.parentElement ?? toast).getByRole("button", { name: /undo/i }));
  await vi.waitFor(() => expect(asked).toEqual(["dismiss", "reopen"]));
});

test("with no pairs it says that Shoal looks by itself", async () => {
  server.use(http.get("*/api/v1/duplicates/", () => HttpResponse.json(page([]))));
  await show(<PairList state="open" />);
  await screen.findByText("No pairs to decide");
});
