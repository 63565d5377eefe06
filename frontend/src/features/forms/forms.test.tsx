import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { FormList } from "./FormList";
import { fieldsOf, valuesOf } from "./values";
import type { IntakeForm } from "./queries";

const form: IntakeForm = {
  id: 2,
  name: "Website",
  token: "abc",
  url: "https://crm.example/f/abc/",
  action: "https://crm.example/api/v1/intake/abc/",
  title: { en: "Ask us", zh: "" },
  thanks: { en: "", zh: "" },
  consent: { en: "I agree.", zh: "" },
  asks: ["name", "phone"],
  unknown: "ask",
  pool: { id: 1, name: "Public pool" },
  campus: null,
  source: null,
  campaign: null,
  courses: [],
  allowed_origins: ["https://a.example", "https://b.example"],
  is_active: true,
  created_at: "2026-11-20T02:00:00Z",
  version: 3,
  counts: {
    undisposed: 3,
    attached: 2,
    created: 5,
    rejected: 4,
    unkept: 9,
    last_at: "2026-11-20T02:00:00Z",
  },
};

beforeEach(async () => {
  await loadWords("intake", "admin");
  const nothing = () => HttpResponse.json({ results: [] });
  server.use(
    http.get("*/api/v1/intake-forms/", () => HttpResponse.json([form])),
    http.get("*/api/v1/pools/", () =>
      HttpResponse.json([{ id: 1, name: "Public pool", is_default: true }]),
    ),
    http.get("*/api/v1/courses/", nothing),
    http.get("*/api/v1/campuses/", nothing),
    http.get("*/api/v1/lists/:kind/", nothing),
  );
});

test("a form reads in sentences, and each number opens the rows behind it", async () => {
  const { container } = await show(<FormList inquiriesPath="/inquiries" />);
  expect(
    await screen.findByText("Whoever is unknown waits among the inquiries of “Public pool”."),
  ).toBeInstanceOf(HTMLElement);
  expect(screen.getByText("It asks for: Name, Phone.")).toBeInstanceOf(HTMLElement);
  const hrefs = screen.getAllByRole("link").map((link) => link.getAttribute("href"));
  expect(hrefs).toEqual([
    "/inquiries?form=2",
    "/inquiries?tab=all&form=2",
    "/inquiries?tab=all&form=2",
    "/inquiries?tab=rejected&form=2",
  ]);
  expect(await violations(container)).toEqual([]);
});

test("only what changed is sent, on the version that it was made on", async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch("*/api/v1/intake-forms/2/", async ({ request }) => {
      sent.push(request.headers.get("If-Match"), await request.json());
      return HttpResponse.json(form);
    }),
  );
  const { user } = await show(<FormList inquiriesPath="/inquiries" />, "/?edit=2");
  const name = await screen.findByLabelText(/Name, for you only/);
  await user.clear(name);
  await user.type(name, "Open day");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent).toEqual(['"3"', { name: "Open day" }]));
});

test("what is typed is what is sent: one website a line, empty choices as none", () => {
  const fields = fieldsOf({ ...valuesOf(form), allowed_origins: " https://a.example \n\n" });
  expect(fields.allowed_origins).toEqual(["https://a.example"]);
  expect(fields.campus).toBeNull();
  expect(fields.title).toEqual({ en: "Ask us", zh: "" });
});
