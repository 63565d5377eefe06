import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { problem } from "@/test/fixtures";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { ImportWizard } from "./ImportWizard";
import type { Import } from "./queries";
import { uploadErrorText } from "./words";

const field = (code: string, label: string, several = false) => ({
  code,
  label_en: label,
  label_zh: label,
  several,
});
const batch: Import = {
  id: 7,
  state: "dry_run",
  pending: null,
  filename: "leads.xlsx",
  counts: { new: 1747, duplicate: 164, invalid: 51, blank: 38 },
  progress: { done: 2000, total: 2000 },
  pool: { id: 1, name: "Public pool" },
  error: null,
  created_at: "2026-11-20T08:00:00Z",
  created_by: { id: 1, name: "Ada" },
  finished_at: "2026-11-20T08:01:00Z",
  header_row: 2,
  columns: [
    { index: 0, header: "Tel", samples: ["138"], field: "phone" },
    { index: 1, header: "Branch", samples: ["East"], field: "campus" },
    { index: 2, header: "Where", samples: ["East"], field: "extra" },
  ],
  mapping: { "0": "phone", "1": "campus", "2": "extra" },
  fields: [
    field("phone", "Phone", true),
    field("campus", "Campus"),
    field("extra", "Keep under its own name", true),
    field("skip", "Leave out", true),
  ],
  unknown: {
    campus: [{ value: "East", count: 600, choice: "skip" }],
    course: [],
    source: [],
    intent: [],
    consultant: [],
  },
  refusals: { change: null, commit: null },
};
const ada = { pools: [{ id: 1, name: "Public pool" }], capabilities: ["organization.edit"] };
const page = (results: object[]) => HttpResponse.json({ next: null, previous: null, results });

async function wizard(shown = batch) {
  const sent = vi.fn();
  server.use(
    http.get("*/api/v1/pools/", () => HttpResponse.json([])),
    http.get("*/api/v1/campuses/", () => page([{ id: 2, name: "East Campus", is_active: true }])),
    http.get("*/api/v1/imports/7/rows/", ({ request }) => {
      const verdict = new URL(request.url).searchParams.get("verdict");
      const reason = { code: "duplicate_in_file", detail: "", field: "phone", row: 3 };
      return page([
        { row: 5, verdict, reason, values: { phone: "138" }, customer: null, duplicate_of_row: 3 },
      ]);
    }),
    http.patch("*/api/v1/imports/7/", async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json(shown);
    }),
  );
  const screenful = await show(<ImportWizard batch={shown} viewer={ada} />);
  return { ...screenful, sent };
}

test("each of the four numbers opens its rows, with the reason in words", async () => {
  const { user, href, container } = await wizard();
  expect(await violations(container)).toEqual([]);
  await user.click(screen.getByRole("button", { name: /^164/ }));
  const panel = within(await screen.findByRole("dialog", { name: "Rows: Duplicate" }));
  expect(await panel.findByText("The same Phone as in row 3.")).toBeTruthy();
  expect(href()).toBe("/?verdict=duplicate");
});

test("the primary action names what it will do, and where", async () => {
  await wizard();
  expect(screen.getByRole("button", { name: "Import 1,747 new into Public pool" })).toBeTruthy();
});

test("a field that holds one value is taken from the column that had it", async () => {
  const { user, sent } = await wizard();
  const select = screen.getByLabelText("What Where means");
  await user.selectOptions(select, "Campus (instead of Branch)");
  await waitFor(() =>
    expect(sent.mock.calls).toEqual([[{ mapping: { "1": "extra", "2": "campus" } }]]),
  );
});

test("an unknown word is mapped by its id, or added by who may add", async () => {
  const { user, sent } = await wizard();
  const select = screen.getByLabelText("What East means");
  await user.selectOptions(
    select,
    await screen.findByRole("option", { name: "means East Campus" }),
  );
  await waitFor(() => expect(sent.mock.calls).toEqual([[{ choices: { campus: { East: 2 } } }]]));
  expect(screen.getByRole("option", { name: "add “East” as new" })).toBeTruthy();
});

test("who may not run it sees it and is told why", async () => {
  const no = { code: "not_your_import", detail: "Only who uploaded the file may run it." } as const;
  await wizard({ ...batch, refusals: { change: no, commit: no } });
  const commit = screen.getByRole("button", { name: /^Import 1,747/ });
  expect(commit.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getAllByText(/Only who uploaded the file/).length).toBeGreaterThan(0);
  expect(screen.queryByLabelText("What Tel means")).toBeNull();
});

test("a file that cannot be read says what is wrong with it", () => {
  const unreadable = problem("unreadable_file", { params: { reason: "no_header", row: 4 } });
  expect(uploadErrorText(unreadable)).toMatch(/row 4 looks like data already/);
  const large = problem("too_large", { params: { limit: 20 * 1024 * 1024 } });
  expect(uploadErrorText(large)).toMatch(/larger than 20 MB/);
});
