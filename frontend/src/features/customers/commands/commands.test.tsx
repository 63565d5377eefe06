import { screen, waitFor, within } from "@testing-library/react";
import { delay, http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { customerDetail, page, poolRow } from "@/test/customers";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { AnonymiseDialog } from "./AnonymiseDialog";
import { DeleteDialog } from "./DeleteDialog";
import { MergeDialog } from "./MergeDialog";
import { RevealDialog } from "./RevealDialog";

const api = (path: string) => `*/api/v1/${path}`;
const nothing = () => undefined;
const wang = { id: 7, name: "Wang Xiaoming", version: 2 };
const masked = customerDetail({ owner: null, contact_masked: true, reveals_left: 2 });
const refused = (code: string, members = {}) =>
  HttpResponse.json({ status: 409, code, detail: "", ...members }, { status: 409 });

// --- showing contacts ------------------------------------------------------------------------
const spent = { code: "reveal_budget_spent", detail: "", limit: 20 } as const;
const told = { id: 1, customer: 7, contacts: [{ kind: "phone", value: "+8613800138000" }] };

test("contacts are shown once, for a reason, and what is left of the day is said before and after", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(api("customers/7/"), () => HttpResponse.json(masked)),
    http.post(api("customers/7/reveal/"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...told, left: 1 });
    }),
  );
  const { user, baseElement } = await show(<RevealDialog customer={wang} onClose={nothing} />);
  expect(await screen.findByText("You may look 2 more times today.")).toBeTruthy();
  expect(await violations(baseElement)).toEqual([]);

  await user.click(screen.getByRole("button", { name: "Show contacts" }));
  const words = screen.getByRole("textbox", { name: "In your own words" });
  expect(words.getAttribute("aria-invalid")).toBe("true");
  expect(sent).toEqual([]);
  await user.click(screen.getByText("A complaint"));
  await user.type(words, " about a lesson");
  await user.click(screen.getByRole("button", { name: "Show contacts" }));
  const shown = await screen.findByRole("dialog", { name: "Contacts of Wang Xiaoming" });
  expect(shown.textContent).toContain("138 0013 8000");
  expect(shown.textContent).toContain("You may look 1 more time today.");
  expect(sent).toEqual([{ reason: "A complaint about a lesson" }]);
});

test("spent meanwhile in another window: it says so once, keeps the words, and is not tried again", async () => {
  let customer = masked;
  const reveal = vi.fn(() => {
    customer = customerDetail({ ...masked, reveals_left: 0, refusals: { ...masked.refusals, reveal: spent } }); // prettier-ignore
    return refused("reveal_budget_spent", { limit: 20 });
  });
  server.use(
    http.get(api("customers/7/"), () => HttpResponse.json(customer)),
    http.post(api("customers/7/reveal/"), reveal),
  );
  const { user } = await show(<RevealDialog customer={wang} onClose={nothing} />);
  await user.type(await screen.findByRole("textbox"), "Called twice");
  await user.click(screen.getByRole("button", { name: "Show contacts" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/today's 20/);
  const again = await screen.findByRole("button", { name: "Show contacts", description: /20/ });
  await user.click(again);
  expect(reveal).toHaveBeenCalledTimes(1);
  expect(screen.getAllByRole("alert")).toHaveLength(1);
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("Called twice");
});

test("before anything is asked the customer is looked at, and a failure can be tried again", async () => {
  let broken = true;
  server.use(
    http.get(api("customers/7/"), async () => {
      await delay(10);
      return broken ? HttpResponse.json({ code: "unavailable" }, { status: 503 }) : HttpResponse.json(masked); // prettier-ignore
    }),
  );
  const { user } = await show(<RevealDialog customer={wang} onClose={nothing} />);
  expect(screen.getByLabelText("Loading…")).toBeTruthy();
  broken = await screen.findByRole("alert").then(() => false);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("You may look 2 more times today.")).toBeTruthy();
});

// --- removing somebody for good --------------------------------------------------------------
test("what is lost for good is said first, and whom is typed out", async () => {
  const removed = vi.fn(() => HttpResponse.json(customerDetail({ name: "" })));
  server.use(http.post(api("customers/7/anonymise/"), removed));
  const onClose = vi.fn();
  const { user, baseElement } = await show(<AnonymiseDialog customer={wang} onClose={onClose} />);
  const dialog = screen.getByRole("dialog", { name: "Remove Wang Xiaoming for good?" });
  expect(dialog.textContent).toMatch(/erased everywhere, and cannot be brought back by anybody/);
  expect(dialog.textContent).toMatch(/What stays: who held them when, and payments/);
  expect(await violations(baseElement)).toEqual([]);

  const input = screen.getByLabelText("Type “Wang Xiaoming” or the number 7 to confirm");
  await user.type(input, "Wang");
  await user.click(screen.getByRole("button", { name: "Remove for good" }));
  expect(within(dialog).getByText("This is not what is asked for above.")).toBeTruthy();
  expect((input as HTMLInputElement).value).toBe("Wang");
  expect(removed).not.toHaveBeenCalled();
  await user.type(input, " Xiaoming");
  await user.click(screen.getByRole("button", { name: "Remove for good" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(removed).toHaveBeenCalledTimes(1);
  expect(screen.getByText("The person is removed.")).toBeTruthy();
});

test("who left no name is confirmed by their number", async () => {
  await show(<AnonymiseDialog customer={{ id: 7, name: "" }} onClose={nothing} />);
  expect(screen.getByLabelText("Type the number 7 to confirm")).toBeTruthy();
});

test("a refusal is said in the dialog, and what was typed stays", async () => {
  server.use(
    http.post(api("customers/7/anonymise/"), () => refused("has_students", { students: 1 })),
  );
  const onClose = vi.fn();
  const { user } = await show(<AnonymiseDialog customer={wang} onClose={onClose} />);
  await user.type(screen.getByRole("textbox"), "7");
  await user.click(screen.getByRole("button", { name: "Remove for good" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/student/);
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("7");
  expect(onClose).not.toHaveBeenCalled();
});

test("deleting says what happens before, names the version it saw, and says a refusal", async () => {
  const versions: (string | null)[] = [];
  let answer = () => refused("has_students", { students: 1 });
  server.use(
    http.delete(api("customers/7/"), ({ request }) => {
      versions.push(request.headers.get("If-Match"));
      return answer();
    }),
  );
  const onDeleted = vi.fn();
  const { user } = await show(
    <DeleteDialog customer={wang} onClose={nothing} onDeleted={onDeleted} />,
  );
  const dialog = screen.getByRole("dialog", { name: "Delete Wang Xiaoming?" });
  expect(dialog.textContent).toContain("Hidden at once from everybody");
  await user.click(screen.getByRole("button", { name: "Delete" }));
  expect((await screen.findByRole("alert")).textContent).toMatch(/student/);
  expect(onDeleted).not.toHaveBeenCalled();
  answer = () => new HttpResponse(null, { status: 204 });
  await user.click(screen.getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(onDeleted).toHaveBeenCalled());
  expect(versions).toEqual(['"2"', '"2"']);
});

// --- finding whom one knows twice ------------------------------------------------------------
test("the other one is found by name, without the customer themselves, and both stand side by side", async () => {
  const rows = [
    poolRow({ id: 7, name: "Wang Xiaoming" }),
    poolRow({ id: 8, name: "Wang Xiaomin" }),
  ];
  server.use(http.get(api("customers/"), () => HttpResponse.json({ ...page(rows), total: null })));
  const { user, href, baseElement } = await show(<MergeDialog customer={wang} onClose={nothing} />);
  await user.type(screen.getByRole("searchbox"), "Wang");
  const found = await screen.findByRole("button", { name: /Wang Xiaomin\b/ });
  expect(screen.queryByRole("button", { name: /Xiaoming/ })).toBeNull();
  expect(await violations(baseElement)).toEqual([]);
  await user.click(found);
  await waitFor(() => expect(href()).toBe("/customers/7/merge?with=8"));
});

test("a search that fails can be tried again, and nobody found is said", async () => {
  let broken = true;
  server.use(
    http.get(api("customers/"), () =>
      broken
        ? HttpResponse.json({ code: "unavailable" }, { status: 503 })
        : HttpResponse.json({ ...page([poolRow({ id: 7 })]), total: null }),
    ),
  );
  const { user } = await show(<MergeDialog customer={wang} onClose={nothing} />);
  await user.type(screen.getByRole("searchbox"), "Wang");
  await screen.findByRole("alert");
  broken = false;
  await user.click(screen.getByRole("button", { name: "Try again" }));
  // Only the customer themselves was found.
  expect(await screen.findByText("Nobody matches")).toBeTruthy();
});
