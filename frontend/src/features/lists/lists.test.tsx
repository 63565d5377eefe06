import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { EntryList } from "./EntryList";
import { type Entry, moved } from "./queries";

const entry = (id: number, code: string, label: string): Entry => ({
  id,
  code,
  label_en: label,
  label_zh: `中${label}`,
  is_active: true,
  position: id,
});
const ENTRIES = [
  entry(1, "web", "Website"),
  entry(2, "walk_in", "Walk-in"),
  entry(3, "other", "Other"),
];
let now = ENTRIES;

beforeEach(() => {
  now = ENTRIES;
  server.use(
    http.get("*/api/v1/lists/source/", () =>
      HttpResponse.json({ next: null, previous: null, results: now }),
    ),
  );
});

const names = () =>
  within(screen.getByRole("list", { name: "Sources" }))
    .getAllByRole("listitem")
    .map((item) => item.querySelector("[lang=en]")?.textContent);

test("an entry moves by one place, and stays at the ends", () => {
  expect(moved(ENTRIES, 0, 1)).toEqual([2, 1, 3]);
  expect(moved(ENTRIES, 2, -1)).toEqual([1, 3, 2]);
});

test("moving shows the new order at once and sends the whole of it", async () => {
  const sent = vi.fn();
  server.use(
    http.post("*/api/v1/lists/source/order/", async ({ request }) => {
      const { entries } = (await request.json()) as { entries: number[] };
      sent(entries);
      now = entries.flatMap((id) => ENTRIES.filter((each) => each.id === id));
      return HttpResponse.json(now);
    }),
  );
  const { user, baseElement } = await show(
    <main>
      <EntryList kind="source" open={undefined} onOpen={() => {}} />
    </main>,
  );
  const down = await screen.findByRole("button", { name: "Move Website down" });
  await user.click(down);
  await waitFor(() => expect(names()).toEqual(["Walk-in", "Website", "Other"]));
  expect(screen.getByText("Website is at position 2 now.")).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(down));
  await waitFor(() => expect(sent.mock.calls).toEqual([[[2, 1, 3]]]));
  expect(await violations(baseElement)).toEqual([]);
});

test("what is refused is put back", async () => {
  server.use(
    http.post("*/api/v1/lists/source/order/", () =>
      HttpResponse.json({ code: "invalid", detail: "" }, { status: 400 }),
    ),
  );
  const { user } = await show(<EntryList kind="source" open={undefined} onOpen={() => {}} />);
  await user.click(await screen.findByRole("button", { name: "Move Other up" }));
  await waitFor(() => expect(names()).toEqual(["Website", "Walk-in", "Other"]));
});

test("an entry is switched off at once; the one for everything else says why it stays", async () => {
  const sent = vi.fn();
  server.use(
    http.patch("*/api/v1/lists/source/1/", async ({ request }) => {
      sent(await request.json());
      now = ENTRIES.map((each) => (each.id === 1 ? { ...each, is_active: false } : each));
      return HttpResponse.json(now[0]);
    }),
  );
  const { user } = await show(<EntryList kind="source" open={undefined} onOpen={() => {}} />);
  const other = await screen.findByRole<HTMLInputElement>("switch", {
    name: "Other may be chosen",
  });
  expect(other.disabled).toBe(true);
  expect(screen.getByText("Stays: for what fits nowhere else.")).toBeTruthy();
  const website = screen.getByRole<HTMLInputElement>("switch", { name: "Website may be chosen" });
  await user.click(website);
  await waitFor(() => expect(website.checked).toBe(false));
  expect(sent.mock.calls).toEqual([[{ is_active: false }]]);
});

test("both labels are asked for", async () => {
  const { user } = await show(<EntryList kind="source" open="new" onOpen={() => {}} />);
  const dialog = within(await screen.findByRole("dialog", { name: "Sources: new entry" }));
  await user.type(dialog.getByLabelText(/^English/), "Open day");
  await user.click(dialog.getByRole("button", { name: "Add entry" }));
  await dialog.findByText("This is needed.");
});
