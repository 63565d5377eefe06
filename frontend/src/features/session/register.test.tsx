import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { RegisterForm } from "./RegisterForm";

const PASSWORD = "nine white cranes";

async function register(status: number, body: object) {
  const sent = vi.fn();
  server.use(
    http.get("*/api/v1/auth/register/", () =>
      HttpResponse.json({ departments: [{ id: 3, name: "Sales 1" }] }),
    ),
    http.post("*/api/v1/auth/register/", async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json(body, { status });
    }),
  );
  const onRegistered = vi.fn();
  const { user } = await show(<RegisterForm onRegistered={onRegistered} />);
  await user.type(screen.getByLabelText(/^Name/), "Zhou");
  await user.type(screen.getByLabelText(/^Username/), "zhou");
  await user.type(screen.getByLabelText(/^Password/), PASSWORD);
  await user.selectOptions(screen.getByLabelText(/^Department/), "Sales 1");
  await user.click(screen.getByRole("button", { name: "Register" }));
  return { sent, onRegistered };
}

test("what the API finds wrong with a field stands at the field", async () => {
  await register(400, {
    code: "invalid",
    detail: "",
    status: 400,
    errors: [{ pointer: "/username", code: "taken", detail: "" }],
  });
  const message = await screen.findByText("Somebody has this already; choose another one.");
  const input = screen.getByLabelText(/^Username/);
  expect(input.getAttribute("aria-describedby")).toContain(message.id);
});

test("a registration wishes for a department and leaves empty fields out", async () => {
  const { sent, onRegistered } = await register(201, {
    id: 9,
    username: "zhou",
    display_name: "Zhou",
    state: "pending",
  });
  await vi.waitFor(() => expect(onRegistered).toHaveBeenCalledWith("Zhou"));
  expect(sent.mock.calls).toEqual([
    [{ display_name: "Zhou", username: "zhou", password: PASSWORD, department: 3, mobile: "" }],
  ]);
});
