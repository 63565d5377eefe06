import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { setLanguage } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { PoolForm } from "./PoolForm";
import { PresetChooser } from "./PresetChooser";
import type { Pool, Preset } from "./queries";
import { membersText, presetOf, rulesText } from "./sentences";
import { changesFor, valuesOf } from "./values";

const OPEN: Preset = {
  code: "open",
  fields: {
    daily_claim_limit: null,
    holding_limit: null,
    reclaim_cooldown_days: null,
    fresh_hold_hours: null,
    masked_fields: [],
    show_holder: true,
  },
};
const STRICT: Preset = {
  code: "strict",
  fields: {
    daily_claim_limit: 10,
    holding_limit: 100,
    reclaim_cooldown_days: 30,
    fresh_hold_hours: 72,
    masked_fields: ["phone", "wechat"],
    show_holder: false,
  },
};
const PRESETS = [OPEN, STRICT];
const POOL: Pool = {
  id: 2,
  name: "East",
  is_default: false,
  departments: [],
  campuses: [1],
  version: 1,
  ...OPEN.fields,
};
const page = (results: object[]) => HttpResponse.json({ next: null, previous: null, results });

beforeEach(() => {
  server.use(
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
