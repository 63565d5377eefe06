import { screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { loadWords } from "@/i18n";
import { violations } from "@/test/axe";
import { show } from "@/test/render";
import { server } from "@/test/server";
import { InquiryPanel } from "./InquiryPanel";
import { InquiryTable } from "./InquiryTable";
import { TakeInquiry } from "./TakeInquiry";

const waiting = {
  id: 7,
  channel: "web_form",
  disposition: "undisposed",
  reason: "",
  occurred_at: "2026-11-20T02:00:00Z",
  created_at: "2026-11-20T02:00:00Z",
  disposed_at: null,
  repeats: 1,
  name: "Wang",
  phone: "*******5678",
  wechat: "",
  qq: "",
  email: "",
  contact_masked: true,
  question: "Weekend class?",
  page: "",
  utm: {},
  campus: null,
  courses: [],
  pool: { id: 1, name: "Public pool" },
  form: { id: 2, name: "Website" },
  taken_by: null,
  disposed_by: null,
  customer: null,
};
const unseen = {
  field: "phone",
  customer: null,
  name: null,
  state: "elsewhere",
  holder: null,
  last_contact_at: null,
  same_name: false,
  actions: ["record_inquiry"],
};
const refusal = { code: "role_may_not", detail: "" };
const detail = {
  ...waiting,
  consent: "",
  waits_because: "nobody_known",
  matches: [],
  refusals: { attach: null, create: null, hold: null, reject: refusal },
};

beforeEach(async () => {
  await loadWords("inquiries");
  const nothing = () => HttpResponse.json({ results: [] });
  server.use(
    http.get("*/api/v1/courses/", nothing),
    http.get("*/api/v1/campuses/", nothing),
    http.get("*/api/v1/customers/", nothing),
    http.get("*/api/v1/consultations/7/", () => HttpResponse.json(detail)),
    http.post("*/api/v1/customers/check-duplicates/", () =>
      HttpResponse.json({ matches: [], similar: [] }),
    ),
  );
});

test("what waits comes first, the oldest on top; other tabs ask for theirs", async () => {
  const asked: string[] = [];
  server.use(
    http.get("*/api/v1/consultations/", ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ next: null, previous: null, results: [waiting] });
    }),
  );
  const { user, container } = await show(<InquiryTable knowsForms={false} onOpen={vi.fn()} />);
  expect(await screen.findByText("Weekend class?")).toBeInstanceOf(HTMLElement);
  expect(asked[0]).toContain("disposition=undisposed");
  expect(asked[0]).toContain("ordering=created_at");
  await user.click(screen.getByText("Turned away"));
  await waitFor(() => expect(asked.at(-1)).toContain("disposition=rejected"));
  expect(await violations(container)).toEqual([]);
});

test("who waits can be made a customer, and who may not turn them away reads why", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post("*/api/v1/consultations/7/create/", async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...detail, disposition: "created" });
    }),
  );
  const { user } = await show(<InquiryPanel id={7} onClose={vi.fn()} onOpenCustomer={vi.fn()} />);
  const reject = await screen.findByRole("button", { name: "Turn away" });
  expect(reject.getAttribute("aria-disabled")).toBe("true");
  await user.click(screen.getByRole("button", { name: "Make a customer and hold" }));
  await waitFor(() => expect(sent).toEqual([{ hold: true, name: "" }]));
});

test("losing the race is said in words", async () => {
  server.use(
    http.post("*/api/v1/consultations/7/create/", () =>
      HttpResponse.json({ code: "already_disposed", detail: "", status: 409 }, { status: 409 }),
    ),
  );
  const { user } = await show(<InquiryPanel id={7} onClose={vi.fn()} onOpenCustomer={vi.fn()} />);
  await user.click(await screen.findByRole("button", { name: "Make a customer and hold" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "Somebody was faster: this inquiry is settled already.",
  );
});

test("somebody out of sight gets it, and no more is told", async () => {
  const sent: Record<string, unknown>[] = [];
  server.use(
    http.post("*/api/v1/customers/check-duplicates/", () =>
      HttpResponse.json({ matches: [unseen], similar: [] }),
    ),
    http.post("*/api/v1/consultations/", async ({ request }) => {
      sent.push((await request.json()) as Record<string, unknown>);
      return HttpResponse.json({ id: 9, gone: true }, { status: 201 });
    }),
  );
  const onClose = vi.fn();
  const { user } = await show(<TakeInquiry onClose={onClose} onSaved={vi.fn()} />);
  await user.click(await screen.findByLabelText("Phone"));
  await user.paste("13812345678");
  await user.click(
    await screen.findByRole("button", { name: "Record it and tell who holds them" }),
  );
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent[0]).toMatchObject({ phone: "13812345678", record_anyway: true, channel: "phone" });
});
