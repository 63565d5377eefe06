import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { setViewport } from "@/test/setup";
import { PlanList } from ".";
import { LogFollowUp } from "./LogFollowUp";

const wang = { id: 7, name: "Wang Fang", phone: "+8613812345678" };
const later = new Date(Date.now() + 86_400_000).toISOString();
const plan = {
  id: 3,
  kind: "visit",
  state: "planned",
  due_at: later,
  campus: { id: 1, name: "East" },
  note: "Bring the books",
  assignee: { id: 2, name: "Lin" },
  customer: { ...wang },
  created_at: later,
  closed_at: null,
  follow_up: null,
  refusals: {
    change: null,
    cancel: null,
    no_show: { code: "not_yet_due", detail: "" },
    check_in: null,
    done: null,
  },
};

interface Sent {
  key: string | null;
  body: Record<string, unknown>;
}

/** The follow-ups that arrive; the first `failures` of them get lost on the way. */
function logged(failures = 0): Sent[] {
  const sent: Sent[] = [];
  server.use(
    http.post("*/api/v1/follow-ups/", async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      sent.push({ key: request.headers.get("Idempotency-Key"), body });
      if (sent.length <= failures) return HttpResponse.error();
      return HttpResponse.json({ id: 1, ...body }, { status: 201 });
    }),
  );
  return sent;
}

beforeEach(() => {
  server.use(
    http.get("*/api/v1/follow-up-plans/", () => HttpResponse.json({ results: [plan] })),
    http.get("*/api/v1/courses/", () => HttpResponse.json({ results: [] })),
    http.get("*/api/v1/campuses/", () => HttpResponse.json({ results: [] })),
  );
});

test("on a phone an outcome and a date save, and the next customer is shown", async () => {
  setViewport("phone");
  const sent = logged();
  const onNext = vi.fn();
  const { user } = await show(
    <LogFollowUp customer={wang} opened onClose={vi.fn()} onNext={onNext} />,
  );
  await user.click(screen.getByRole("radio", { name: "No answer" }));
  await user.click(screen.getByRole("button", { name: "No next date" }));
  await waitFor(() => expect(onNext).toHaveBeenCalledOnce());
  expect(sent.map(({ body }) => body)).toEqual([
    {
      customer: 7,
      method: "call",
      outcome: "no_answer",
      note: "",
      next_kind: "call",
      next_note: "",
    },
  ]);
});

test("a date cannot be tapped before the outcome, and it says so", async () => {
  setViewport("phone");
  const sent = logged();
  const { user } = await show(<LogFollowUp customer={wang} opened onClose={vi.fn()} />);
  const reason = "First choose what came of it.";
  await user.click(screen.getByRole("button", { name: "Tomorrow", description: reason }));
  expect(sent).toEqual([]);
});

test("after a lost network everything typed stays, and the retry is the same command", async () => {
  const sent = logged(1);
  const onClose = vi.fn();
  const { user } = await show(<LogFollowUp customer={wang} opened onClose={onClose} />);
  await user.click(screen.getByRole("radio", { name: "Reached" }));
  await user.click(screen.getByLabelText("Note"));
  await user.paste("Wants Saturdays");
  await user.click(screen.getByRole("radio", { name: "In 3 hours" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect((await screen.findByRole("alert")).textContent).toContain("No connection.");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

test("a draft outlives the sheet, customer by customer", async () => {
  const first = await show(<LogFollowUp customer={wang} opened onClose={vi.fn()} />);
  await first.user.click(screen.getByLabelText("Note"));
  await first.user.paste("Wants Saturdays");
  first.unmount();
  const bo = { ...wang, id: 8 };
  const second = await show(<LogFollowUp customer={bo} opened onClose={vi.fn()} />);
  expect(screen.getByLabelText<HTMLTextAreaElement>("Note").value).toBe("");
  second.unmount();
  await show(<LogFollowUp customer={wang} opened onClose={vi.fn()} />);
  expect(screen.getByLabelText<HTMLTextAreaElement>("Note").value).toBe("Wants Saturdays");
});

test("a refused save says why in words and keeps what was typed", async () => {
  const refusal = { code: "do_not_contact", detail: "" };
  const sent = logged();
  const { user } = await show(
    <LogFollowUp customer={wang} opened onClose={vi.fn()} refusal={refusal} />,
  );
  const reason = "This customer does not want to be contacted.";
  await user.click(screen.getByRole("button", { name: "Save", description: reason }));
  expect(sent).toEqual([]);
});

test("the sheet breaks no rule of accessibility", async () => {
  await show(<LogFollowUp customer={wang} opened onClose={vi.fn()} />);
  expect(await violations(screen.getByRole("dialog"))).toEqual([]);
});

test("a plan ahead is cancelled at once, and undo plans it anew", async () => {
  const scheduled: unknown[] = [];
  server.use(
    http.post("*/api/v1/follow-up-plans/3/cancel/", () => HttpResponse.json(plan)),
    http.post("*/api/v1/follow-up-plans/", async ({ request }) => {
      scheduled.push(await request.json());
      return HttpResponse.json(plan, { status: 201 });
    }),
  );
  const { user } = await show(<PlanList customer={{ id: 7 }} />);
  await user.click(await screen.findByRole("button", { name: /^More for: Visit/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Cancel the plan" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(scheduled).toEqual([
      { customer: 7, kind: "visit", due_at: later, note: "Bring the books", campus: 1 },
    ]),
  );
});

test("what was due is cancelled only after its consequence was said", async () => {
  const late = { ...plan, due_at: new Date(Date.now() - 86_400_000).toISOString() };
  const cancelled = vi.fn();
  server.use(
    http.get("*/api/v1/follow-up-plans/", () => HttpResponse.json({ results: [late] })),
    http.post("*/api/v1/follow-up-plans/3/cancel/", () => {
      cancelled();
      return HttpResponse.json(late);
    }),
  );
  const { user } = await show(<PlanList customer={{ id: 7 }} />);
  await user.click(await screen.findByRole("button", { name: /^More for: Visit/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Cancel the plan" }));
  expect((await screen.findByRole("dialog")).textContent).toContain("cannot be made again");
  expect(cancelled).not.toHaveBeenCalled();
  await user.click(screen.getByRole("button", { name: "Cancel the plan" }));
  await waitFor(() => expect(cancelled).toHaveBeenCalledOnce());
});
