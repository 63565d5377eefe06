import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { violations } from "@/test/axe";
import { customerDetail, lin, page, poolRow } from "@/test/customers";
import { show } from "@/test/render";
import { server } from "@/test/server";
import PoolPage from "./PoolPage";

const api = (path: string) => `*/api/v1/${path}`;
const allowance = {
  pools: [
    { pool: 1, name: "Public pool", daily_limit: 3, claimed_today: 1, left: 2, holding_limit: 9 },
  ],
  held: 4,
  holding_limit: 9,
  holding_left: 5,
};
const zhang = poolRow({
  id: 8,
  name: "Zhang Wei",
  refusals: {
    claim: { code: "fresh_hold", detail: "…", until: "2026-11-24T01:00:00Z" } as never,
  },
});

function problem(code: string, members: object = {}, status = 409) {
  const body = { type: "about:blank", title: "", status, code, detail: `About ${code}.` };
  const headers = { "Content-Type": "application/problem+json" };
  return new HttpResponse(JSON.stringify({ ...body, ...members }), { status, headers });
}

beforeEach(() => {
  const rows = [poolRow(), zhang, poolRow({ id: 9, name: "Li Na" })];
  server.use(
    http.get(api("auth/me/"), () => HttpResponse.json(lin)),
    http.get(api("pool/"), () => HttpResponse.json({ ...page(rows), allowance })),
    http.get(api("pools/"), () => HttpResponse.json([])),
    http.get(api(":choices/"), () => HttpResponse.json(page([]))),
    http.get(api("lists/:kind/"), () => HttpResponse.json(page([]))),
    http.get(api("follow-up-plans/"), () => HttpResponse.json(page([]))),
    http.get(api("customers/:id/"), () => HttpResponse.json(customerDetail())),
    http.get(api("customers/:id/timeline/"), () => HttpResponse.json(page([]))),
  );
});

const row = async (name: string) => {
  const found = (await screen.findByText(name)).closest<HTMLElement>("[role=row]");
  if (!found) throw new Error(`no row of ${name}`);
  return found;
};

test("the pool says what may still be claimed, and on the row why somebody may not", async () => {
  const { container } = await show(<PoolPage />);
  const refused = within(await row("Zhang Wei")).getByRole("button", { name: "Claim Zhang Wei" });
  expect(await screen.findByText(/2 claims left today/)).toBeInstanceOf(HTMLElement);
  expect(refused.getAttribute("aria-disabled")).toBe("true");
  const reason = document.getElementById(refused.getAttribute("aria-describedby") ?? "");
  expect(reason?.textContent).toMatch(/24 Nov/);
  expect(await violations(container)).toEqual([]);
});

test("a claimed row turns to mine at once, before the answer, and then opens", async () => {
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  server.use(
    http.post(api("customers/7/claim/"), async () => {
      await asked;
      return HttpResponse.json(customerDetail());
    }),
  );
  const { user, href } = await show(<PoolPage />);
  const wang = await row("Wang Xiaoming");
  await user.click(within(wang).getByRole("button", { name: "Claim Wang Xiaoming" }));
  expect(await within(wang).findByText("Yours")).toBeInstanceOf(HTMLElement);
  expect(href()).not.toContain("customer=7");
  answer();
  expect(await within(wang).findByText("138 0013 8000")).toBeInstanceOf(HTMLElement);
  expect(href()).toContain("customer=7");
});

test("whoever was slower is told who was faster, and the row goes back with the reason", async () => {
  server.use(
    http.post(api("customers/7/claim/"), () =>
      problem("already_claimed", { holder: { id: 2, name: "Bo" } }),
    ),
  );
  const { user, href } = await show(<PoolPage />);
  const wang = await row("Wang Xiaoming");
  await user.click(within(wang).getByRole("button", { name: "Claim Wang Xiaoming" }));
  const told = await screen.findByText(/Wang Xiaoming is not yours: Bo was faster/);
  expect(told).toBeInstanceOf(HTMLElement);
  const button = within(await row("Wang Xiaoming")).getByRole("button", { name: /^Claim/ });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  expect(within(wang).queryByText("Yours")).toBeNull();
  expect(href()).not.toContain("customer=7");
});

test("of many claimed, each refused one is named with its reason", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(api("pool/claim/"), async ({ request }) => {
      sent.push(await request.json());
      const error = { code: "already_claimed", detail: "…", holder: { id: 2, name: "Bo" } };
      const results = [
        { customer: 7, ok: true, error: null },
        { customer: 9, ok: false, error },
      ];
      return HttpResponse.json({ results, allowance });
    }),
  );
  const { user } = await show(<PoolPage />);
  for (const name of ["Wang Xiaoming", "Li Na"])
    await user.click(within(await row(name)).getByRole("checkbox"));
  await user.click(screen.getByRole("button", { name: "Claim 2" }));
  const outcome = await screen.findByRole("dialog", { name: "1 claimed" });
  expect(outcome.textContent).toContain("Li Na: Bo was faster");
  expect(sent).toEqual([{ customers: [7, 9] }]);
  expect(within(await row("Wang Xiaoming")).getByText("Yours")).toBeInstanceOf(HTMLElement);
});
