import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { POOL, PRESETS, STRICT, trial } from "@/test/pools";
import { PoolForm } from "./PoolForm";

const page = (results: object[]) => HttpResponse.json({ next: null, previous: null, results });

beforeEach(() => {
  server.use(
    http.post("*/api/v1/pools/2/dry-run/", () => HttpResponse.json(trial(0))),
    http.get("*/api/v1/departments/", () => page([])),
    http.get("*/api/v1/campuses/", () => page([])),
  );
});

test("trying says who would go back, and each number opens its rows", async () => {
  const sent = vi.fn();
  server.use(
    http.post("*/api/v1/pools/2/dry-run/", async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json(trial(1));
    }),
  );
  const { user, baseElement } = await show(
    <main>
      <PoolForm pool={POOL} presets={PRESETS} onDone={() => {}} />
    </main>,
  );
  await user.click(screen.getByRole("radio", { name: "Strict" }));
  await user.click(screen.getByRole("button", { name: "Try it" }));
  await screen.findByText(
    "These rules would return 1 customer of 1 consultant at once. Within seven days 2 more.",
  );
  expect(sent.mock.calls).toEqual([
    [
      {
        recycle_after_days: STRICT.fields.recycle_after_days,
        first_contact_hours: 24,
        max_holding_days: 90,
      },
    ],
  ]);
  expect(await violations(baseElement)).toEqual([]);

  const [number] = screen.getAllByRole("button", { name: "Show 1 customer" });
  await user.click(number as HTMLElement);
  const rows = await screen.findByRole("dialog", { name: /^1 customer/ });
  expect(rows.textContent).toContain("Wang Fang");
});

test("rules by which somebody loses customers are saved only when that is confirmed", async () => {
  const sent = vi.fn();
  const done = vi.fn();
  server.use(
    http.post("*/api/v1/pools/2/dry-run/", () => HttpResponse.json(trial(1))),
    http.patch("*/api/v1/pools/2/", ({ request }) => {
      sent(request.headers.get("If-Match"));
      return HttpResponse.json(POOL);
    }),
  );
  const { user } = await show(<PoolForm pool={POOL} presets={PRESETS} onDone={done} />);
  await user.click(screen.getByRole("radio", { name: "Strict" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  const dialog = await screen.findByRole("dialog", { name: "Return 1 customer to the pool?" });
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(sent).not.toHaveBeenCalled();

  await user.click(screen.getByRole("button", { name: "Save" }));
  await user.click(await screen.findByRole("button", { name: "Save and return them" }));
  await vi.waitFor(() => expect(done).toHaveBeenCalled());
  expect(sent.mock.calls).toEqual([['"1"']]);
});

test("rules that somebody else changed meanwhile are shown side by side", async () => {
  const sent = vi.fn();
  const done = vi.fn();
  const theirs = { ...POOL, warn_days: 5, version: 9 };
  server.use(
    http.get("*/api/v1/pools/2/", () => HttpResponse.json(theirs)),
    http.patch("*/api/v1/pools/2/", async ({ request }) => {
      const version = request.headers.get("If-Match");
      sent(version, await request.json());
      if (version === '"9"') return HttpResponse.json({ ...theirs, daily_claim_limit: 5 });
      const problem = { status: 412, code: "stale", detail: "", version: 9 };
      const headers = { "Content-Type": "application/problem+json" };
      return new HttpResponse(JSON.stringify(problem), { status: 412, headers });
    }),
  );
  const { user } = await show(<PoolForm pool={POOL} presets={PRESETS} onDone={done} />);
  await user.click(screen.getAllByRole("radio", { name: "At most" })[0] as HTMLElement);
  await user.type(screen.getByLabelText("Claims per person and day: At most"), "5");
  await user.click(screen.getByRole("button", { name: "Save" }));

  const now = await screen.findByRole("region", { name: "Saved now" });
  expect(now.textContent).toContain("The holder is warned 5 days before.");
  await user.click(screen.getByRole("button", { name: "Save mine" }));
  await vi.waitFor(() => expect(done).toHaveBeenCalled());
  expect(sent.mock.calls).toEqual([
    ['"1"', { daily_claim_limit: 5 }],
    ['"9"', { daily_claim_limit: 5 }],
  ]);
});
