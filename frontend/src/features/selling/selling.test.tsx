import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { loadWords } from "@/i18n";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { TemplateForm } from "./TemplateForm";

let sent: unknown[];

beforeEach(async () => {
  sent = [];
  await loadWords("selling");
  server.use(
    http.post("*/api/v1/plan-templates/", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({}, { status: 201 });
    }),
  );
});

test("parts are added and taken away, and their sum is told while they are typed", async () => {
  const { user } = await show(<TemplateForm onDone={() => undefined} />);
  await user.type(screen.getByLabelText(/Name/), "Thirds");
  await user.click(screen.getByRole("button", { name: "Another part" }));
  await user.click(screen.getByRole("button", { name: "Remove part 1" }));
  const last = screen.getByLabelText("Part 2");
  await user.type(last, "40");
  await user.type(screen.getAllByLabelText("Days after the approval")[1] as HTMLElement, "60");
  expect(screen.getByText("Together 90 %")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Add plan" }));
  const parts = [
    { percent: 50, days: 30 },
    { percent: 40, days: 60 },
  ];
  await waitFor(() => expect(sent).toEqual([{ name: "Thirds", parts, is_active: true }]));
});

test("one part stays: a plan of none is none", async () => {
  const { user } = await show(<TemplateForm onDone={() => undefined} />);
  await user.click(screen.getByRole("button", { name: "Remove part 2" }));
  expect(screen.getByRole("button", { name: "Remove part 1" })).toHaveProperty("disabled", true);
});
