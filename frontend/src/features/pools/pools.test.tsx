import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { setLanguage } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { POOL, PRESETS, STRICT, trial } from "@/test/pools";
import { hintsOf } from "./hints";
import { PoolForm } from "./PoolForm";
import { PresetChooser } from "./PresetChooser";
import { membersText, presetOf, rulesText } from "./sentences";
import { changesFor, valuesOf } from "./values";

const page = (results: object[]) => HttpResponse.json({ next: null, previous: null, results });

beforeEach(() => {
  server.use(
    http.post("*/api/v1/pools/2/dry-run/", () => HttpResponse.json(trial(0))),
    http.get("*/api/v1/departments/", () => page([])),
    http.get("*/api/v1/campuses/", () => page([{ id: 1, name: "Tianhe", is_active: true }])),
  );
});

test("a pool's rules read as one would tell them", () => {
  expect(rulesText(STRICT.fields)).toEqual([
    "Up to 10 claims a day each.",
    "At most 100 customers at once.",
    "Whoever gave one back waits 30 days before claiming them again.",
    "For 72 hours after they came into the pool, only those who never held them may claim.",
    "Without a conversation a customer goes back after 3 (level A), 7 (level B) working days.",
    "Whoever claims and does not try to reach them within 24 working hours loses them.",
    "However busy, without an enrollment they go back after 90 working days.",
    "The holder is warned 2 days before.",
    "Phone and WeChat are hidden until claimed.",
    "Who meets a known customer does not learn who holds them.",
  ]);
});

test("no limit and a limit of none are two things, in both languages", async () => {
  expect(rulesText({ daily_claim_limit: null })[0]).toBe("As many claims a day as one likes.");
  expect(rulesText({ daily_claim_limit: 0 })[0]).toBe("Nobody claims; managers assign.");
  await setLanguage("zh");
  expect(rulesText({ daily_claim_limit: 0 })[0]).toBe("不能自行领取，由经理分配。");
  await setLanguage("en");
});

test("who belongs to a pool is named", () => {
  const places = { departments: [{ id: 3, name: "Sales" }], campuses: [{ id: 1, name: "Tianhe" }] };
  expect(membersText({ ...POOL, departments: [3] }, places)).toBe("For Sales and Tianhe.");
  expect(membersText({ ...POOL, campuses: [] }, places)).toMatch(/nobody yet/);
  expect(membersText({ ...POOL, is_default: true }, places)).toBe("For everybody.");
});

test("rules are told to be a preset's only when all of them are", () => {
  expect(presetOf(POOL, PRESETS)).toBe("open");
  expect(presetOf({ ...STRICT.fields, masked_fields: ["wechat", "phone"] }, PRESETS)).toBe(
    "strict",
  );
  expect(presetOf({ ...POOL, holding_limit: 5 }, PRESETS)).toBeUndefined();
});

test("only what was changed is sent", () => {
  expect(changesFor(valuesOf(POOL), valuesOf(POOL))).toEqual({});
  expect(changesFor(valuesOf(POOL), { ...valuesOf(POOL), daily_claim_limit: 5 })).toEqual({
    daily_claim_limit: 5,
  });
});

test("a preset fills the form, and nothing is saved until it is saved", async () => {
  const sent = vi.fn();
  const done = vi.fn();
  server.use(
    http.patch("*/api/v1/pools/2/", async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json(POOL);
    }),
  );
  const { user, baseElement } = await show(
    <main>
      <PoolForm pool={POOL} presets={PRESETS} onDone={done} />
    </main>,
  );
  await user.click(screen.getByRole("radio", { name: "Strict" }));
  const daily = screen.getByLabelText<HTMLInputElement>("Claims per person and day: At most");
  expect(daily.value).toBe("10");
  expect(sent).not.toHaveBeenCalled();
  expect(await violations(baseElement)).toEqual([]);

  await user.clear(daily);
  await user.type(daily, "12");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(done).toHaveBeenCalled());
  expect(sent.mock.calls).toEqual([[{ ...STRICT.fields, daily_claim_limit: 12 }]]);
});

test("a limit that is wanted and not typed is asked for", async () => {
  const { user } = await show(<PoolForm pool={POOL} presets={PRESETS} onDone={() => {}} />);
  await user.click(screen.getAllByRole("radio", { name: "At most" })[0] as HTMLElement);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("This is needed.");
});

test("the set-up applies a preset to everybody's pool", async () => {
  const sent = vi.fn();
  const done = vi.fn();
  server.use(
    http.get("*/api/v1/pools/", () =>
      HttpResponse.json([POOL, { ...POOL, id: 1, is_default: true }]),
    ),
    http.get("*/api/v1/pools/presets/", () => HttpResponse.json(PRESETS)),
    http.patch("*/api/v1/pools/1/", async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json({ ...POOL, id: 1 });
    }),
  );
  const { user } = await show(<PresetChooser onDone={done} />);
  await user.click(await screen.findByRole("radio", { name: "Strict" }));
  await user.click(screen.getByRole("button", { name: "Use these rules" }));
  await vi.waitFor(() => expect(done).toHaveBeenCalled());
  expect(sent.mock.calls).toEqual([[STRICT.fields]]);
});

test("limits that are hardly meant are pointed out", () => {
  const values = valuesOf({ ...POOL, ...STRICT.fields });
  const days = { A: 9, B: 7, C: null, D: 200 };
  expect(hintsOf(values)).toEqual([]);
  expect(hintsOf({ ...values, recycle_after_days: days, warn_days: 7 })).toEqual([
    "The shortest limit is 7 days: such customers are shown as going back from the first day on.",
    "Level D is never reached: after 90 days they have gone back already.",
    "Level B goes back sooner than the hotter one before it.",
  ]);
  expect(hintsOf({ ...valuesOf(POOL), warn_days: 3 })).toEqual([
    "Nobody goes back by these rules, so there is nothing to warn of.",
  ]);
});
