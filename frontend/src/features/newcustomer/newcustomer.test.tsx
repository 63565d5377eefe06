import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { NewCustomerForm } from ".";

const held = {
  field: "phone",
  customer: 7,
  name: "Wang Fang",
  state: "held",
  holder: { id: 4, name: "Bo" },
  last_contact_at: null,
  same_name: false,
  actions: ["open", "add_student"],
};

function known(matches: unknown[], similar: unknown[] = []) {
  server.use(
    http.post("*/api/v1/customers/check-duplicates/", () =>
      HttpResponse.json({ matches, similar }),
    ),
  );
}

const actions = () => ({
  given: {},
  onOpen: vi.fn(),
  onClaim: vi.fn(),
  claiming: undefined,
  onSaved: vi.fn(),
  onRecordInquiry: vi.fn(),
});

beforeEach(() => {
  const nothing = () => HttpResponse.json({ results: [] });
  server.use(
    http.get("*/api/v1/courses/", nothing),
    http.get("*/api/v1/campuses/", nothing),
    http.get("*/api/v1/lists/source/", nothing),
    http.get("*/api/v1/customers/", nothing),
    http.get("*/api/v1/customers/7/", () => HttpResponse.json({ ...held, id: 7, phone: "" })),
  );
});

test("while typing it says who holds this number, and nothing can be saved over them", async () => {
  known([held]);
  const { user, container } = await show(<NewCustomerForm {...actions()} />);
  await user.click(screen.getByLabelText("Phone"));
  await user.paste("13812345678");
  expect(await screen.findByText("Wang Fang is held by Bo")).toBeInstanceOf(HTMLElement);
  const save = screen.getByRole("button", { name: "Save and hold" });
  expect(save.getAttribute("aria-disabled")).toBe("true");
  expect(await violations(container)).toEqual([]);
});

test("a match becomes the guardian, whose number the student does not need", async () => {
  known([held]);
  const { user } = await show(<NewCustomerForm {...actions()} />);
  await user.click(screen.getByLabelText("Phone"));
  await user.paste("13812345678");
  const add = await screen.findByRole("button", { name: "Add as student of Wang Fang" });
  known([]);
  await user.click(add);
  expect(screen.getByLabelText<HTMLInputElement>("Phone").value).toBe("");
  await waitFor(() =>
    expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Guardian" }).value).toBe(
      "Wang Fang",
    ),
  );
});

test("somebody out of sight can be told that they were asked for, and nothing typed is lost", async () => {
  const unseen = { ...held, customer: null, name: null, state: "elsewhere", holder: null };
  known([{ ...unseen, actions: ["record_inquiry"] }]);
  const props = actions();
  const { user } = await show(<NewCustomerForm {...props} />);
  await user.click(screen.getByLabelText("Phone"));
  await user.paste("13812345678");
  await user.click(await screen.findByRole("button", { name: "Record their inquiry" }));
  expect(props.onRecordInquiry).toHaveBeenCalledWith(
    expect.objectContaining({ phone: "13812345678" }),
  );
});

test("into the pool is said to the API, and only what was typed goes along", async () => {
  known([]);
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/v1/customers/", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: 9, name: "Li", owner: null }, { status: 201 });
    }),
  );
  const props = actions();
  const { user } = await show(<NewCustomerForm {...props} />);
  await user.click(screen.getByLabelText("Name"));
  await user.paste("Li");
  await user.click(screen.getByRole("button", { name: "Save into the pool" }));
  await waitFor(() => expect(props.onSaved).toHaveBeenCalledOnce());
  expect(sent).toEqual([{ name: "Li", hold: false }]);
});

test("somebody entered meanwhile is shown with what may be done", async () => {
  known([]);
  const pooled = { ...held, state: "pool", holder: null, actions: ["open", "claim"] };
  server.use(
    http.post("*/api/v1/customers/", () =>
      HttpResponse.json(
        { code: "duplicate_customer", detail: "", status: 409, matches: [pooled] },
        { status: 409 },
      ),
    ),
  );
  const props = actions();
  const { user } = await show(<NewCustomerForm {...props} />);
  await user.click(screen.getByLabelText("Phone"));
  await user.paste("13812345678");
  await user.click(screen.getByRole("button", { name: "Save and hold" }));
  expect((await screen.findByRole("alert")).textContent).toBe("This customer is already known.");
  await user.click(screen.getByRole("button", { name: "Claim" }));
  expect(props.onClaim).toHaveBeenCalledWith({ id: 7, name: "Wang Fang" });
});

test("nobody at all is no customer", async () => {
  const { user } = await show(<NewCustomerForm {...actions()} />);
  await user.click(screen.getByRole("button", { name: "Save and hold" }));
  expect(screen.getByText("A name or one contact is needed.")).toBeInstanceOf(HTMLElement);
});
