import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/test/axe";
import { page } from "@/test/customers";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { InvitationList } from "./InvitationList";
import { InvitePanel } from "./InvitePanel";
import { InviteStep } from "./InviteStep";
import type { Invitation } from "./invitations";
import { PersonPanel } from "./PersonPanel";
import type { Employee } from "./queries";

const SALES = { id: 3, name: "Sales" };
const alone = { manager: null, campus: null, refusals: { remove: null } };
const admin = { role: "admin" as const, department: null };
const invitation: Invitation = {
  id: 5,
  role: "sales",
  department: SALES,
  campus: null,
  grants: [],
  display_name: "Zhou",
  email: "",
  invited_by: { id: 1, name: "Ada" },
  created_at: "2026-11-20T08:00:00Z",
  expires_at: "2099-11-27T08:00:00Z",
  state: "open",
  employee: null,
  refusals: { revoke: null },
};
const URL = "http://localhost:8000/join#token=abc";
let departments: object[];

beforeEach(() => {
  // The virtual list measures its window; jsdom has none.
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  departments = [{ ...SALES, parent: null, ...alone }];
  server.use(
    http.get("*/api/v1/departments/", () => HttpResponse.json(page(departments))),
    http.get("*/api/v1/campuses/", () => HttpResponse.json(page([]))),
  );
});

function invites(emailed: boolean | null) {
  const sent = vi.fn();
  server.use(
    http.post("*/api/v1/invitations/", async ({ request }) => {
      sent(await request.json());
      const made = { ...invitation, email: "zhou@example.org", url: URL, emailed };
      return HttpResponse.json(made, { status: 201 });
    }),
  );
  return sent;
}

test("an invitation answers a link that is shown this once, to be copied", async () => {
  const sent = invites(null);
  const { user, baseElement } = await show(<InvitePanel inviter={admin} onClose={() => {}} />);
  await user.type(await screen.findByLabelText("Name (optional)"), "Zhou");
  await user.click(screen.getByRole("button", { name: "Make the link" }));
  const link = await screen.findByLabelText<HTMLInputElement>("Invitation link");
  expect(link.value).toBe(URL);
  // The only department needs no choosing.
  expect(sent.mock.calls).toEqual([[{ role: "sales", department: 3, display_name: "Zhou" }]]);
  expect(await violations(baseElement)).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Copy link" }));
  expect(await navigator.clipboard.readText()).toBe(URL);
  await screen.findByRole("button", { name: "Copied" });
  await user.click(screen.getByRole("button", { name: "Invite another" }));
  expect((await screen.findByLabelText<HTMLInputElement>("Name (optional)")).value).toBe("");
});

test.each([
  [true, /Also sent to zhou@example.org/],
  [false, /could not be sent: hand the link over yourself/],
])("it says what became of the e-mail (%s)", async (emailed, said) => {
  invites(emailed);
  const { user } = await show(<InvitePanel inviter={admin} onClose={() => {}} />);
  await user.click(await screen.findByRole("button", { name: "Make the link" }));
  expect(await screen.findByText(said)).toBeTruthy();
});

test("a manager invites consultants only, and is told why", async () => {
  await show(<InvitePanel inviter={{ role: "manager", department: SALES }} onClose={() => {}} />);
  expect((await screen.findByLabelText<HTMLInputElement>("Manager")).disabled).toBe(true);
  expect(screen.getByText(/other roles are given by an administrator/)).toBeTruthy();
});

test("while there is no department to invite into, the step says so and leads there", async () => {
  departments = [];
  const toDepartments = vi.fn();
  const step = { inviter: admin, onNext: () => {}, nextLabel: "On", skipLabel: "Skip" };
  const { user } = await show(<InviteStep {...step} toDepartments={toDepartments} />);
  await user.click(await screen.findByRole("button", { name: "Add a department" }));
  expect(toDepartments).toHaveBeenCalledOnce();
});

test("an open invitation is taken back, others say why not", async () => {
  const used = { code: "link_void", detail: "" };
  const rows = [
    invitation,
    {
      ...invitation,
      id: 6,
      display_name: "",
      state: "used",
      employee: { id: 9, name: "Kim" },
      refusals: { revoke: used },
    },
  ];
  const revoked = vi.fn();
  server.use(
    http.get("*/api/v1/invitations/", ({ request }) => {
      revoked(new globalThis.URL(request.url).search);
      return HttpResponse.json(page(rows));
    }),
    http.post("*/api/v1/invitations/5/revoke/", () => {
      revoked("revoke");
      return HttpResponse.json({ ...invitation, state: "revoked" });
    }),
  );
  const { user, href } = await show(<InvitationList />, "/people?tab=invitations");
  const other = await screen.findByRole("button", {
    name: "Take back the invitation for Whoever has the link",
  });
  expect(other.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getByText("Kim joined")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Take back the invitation for Zhou" }));
  const dialog = await screen.findByRole("dialog", { name: "Take back this invitation?" });
  await user.click(within(dialog).getByRole("button", { name: "Take back" }));
  await vi.waitFor(() => expect(revoked).toHaveBeenCalledWith("revoke"));
  await user.click(screen.getByRole("radio", { name: "Open" }));
  await vi.waitFor(() => expect(revoked).toHaveBeenCalledWith("?state=open"));
  expect(href()).toMatch(/\?tab=invitations&invited=open$/);
});

const refusals = {
  approve: null,
  reject: null,
  suspend: null,
  resume: null,
  place: null,
  reset_link: null,
  hand_over: null,
  leave: null,
};
const zhou: Employee = {
  id: 9,
  display_name: "Zhou",
  username: "zhou",
  role: "sales",
  state: "active",
  department: SALES,
  campus: null,
  created_at: "2026-11-20T08:00:00Z",
  refusals,
};
const panel = <PersonPanel id={9} customersOf={(id) => `/all?owner=${id}`} onClose={() => {}} />;

test("a reset link is made after its consequence was said, and shown with its end", async () => {
  server.use(
    http.get("*/api/v1/employees/9/", () => HttpResponse.json(zhou)),
    http.post("*/api/v1/employees/9/reset-link/", () =>
      HttpResponse.json(
        { url: "http://localhost/reset#token=r", expires_at: "2026-11-23T08:00:00Z" },
        { status: 201 },
      ),
    ),
  );
  const { user } = await show(panel);
  await user.click(await screen.findByRole("button", { name: "Reset link" }));
  const asked = await screen.findByRole("dialog", { name: "A new password for Zhou?" });
  expect(asked.textContent).toMatch(/Until it is used, the present password and sessions stay/);
  await user.click(within(asked).getByRole("button", { name: "Make the link" }));
  const link = await screen.findByRole<HTMLInputElement>("textbox", { name: "Link for Zhou" });
  expect(link.value).toBe("http://localhost/reset#token=r");
  expect(screen.getByText(/Shown this once, and good once, until .*Nov 2026/)).toBeTruthy();
});

test("what may not be done with somebody stays in sight and says why", async () => {
  const outside = { code: "outside_your_scope", detail: "" };
  const role = { code: "role_may_not", detail: "" };
  const refused = { ...refusals, suspend: role, place: role, reset_link: outside };
  server.use(
    http.get("*/api/v1/employees/9/", () => HttpResponse.json({ ...zhou, refusals: refused })),
  );
  const { baseElement } = await show(panel);
  const reset = await screen.findByRole("button", { name: "Reset link" });
  expect(reset.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getByText("This lies outside your departments.")).toBeTruthy();
  const place = screen.getByRole("region", { name: "Role and place" });
  expect(place.textContent).toMatch(/Your role may not do this/);
  expect(within(place).queryByRole("button")).toBeNull();
  expect(await violations(baseElement)).toEqual([]);
});
