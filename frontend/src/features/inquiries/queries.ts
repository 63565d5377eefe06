import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";
import { isProblem } from "@/lib/problem";

type Schemas = components["schemas"];
export type Inquiry = Schemas["Consultation"];
export type InquiryDetail = Schemas["ConsultationDetail"];
export type Match = Schemas["Match"];
export type TakeBody = Schemas["ConsultationTakeRequest"];
export type Channel = TakeBody["channel"];
export type RejectReason = Schemas["ConsultationRejectRequest"]["reason"];
type Query = NonNullable<paths["/api/v1/consultations/"]["get"]["parameters"]["query"]>;
/** What the URL says, as texts; so does the wire. */
type Said = { [Name in keyof Query]?: Query[Name] | string | undefined };

/** How people reach a colleague; the others are those of forms and programs. */
export const CHANNELS: readonly Channel[] = ["phone", "walk_in", "wechat", "referral"];
export const REJECT_REASONS: readonly RejectReason[] = [
  "spam",
  "not_a_prospect",
  "unreachable",
  "duplicate",
  "other",
];

// What shows customers begins with "customers": any command on them brings it up to date.
const keys = {
  all: ["customers", "inquiries"] as const,
  list: (query: object) => [...keys.all, "list", query] as const,
  detail: (id: number) => [...keys.all, "detail", id] as const,
  known: (contacts: object) => [...keys.all, "known", contacts] as const,
  people: (text: string) => [...keys.all, "people", text] as const,
};

export function useInquiries(said: Said) {
  const query = said as Query;
  return useInfiniteQuery({
    ...byPage(keys.list(query), (cursor) =>
      unwrap(api.GET("/api/v1/consultations/", { params: { query: { ...query, cursor } } })),
    ),
    placeholderData: keepPreviousData,
  });
}

export function useInquiry(id: number) {
  return useQuery({
    queryKey: keys.detail(id),
    queryFn: () => unwrap(api.GET("/api/v1/consultations/{id}/", { params: { path: { id } } })),
  });
}

/** How to settle one that waits. */
export type Settling =
  | { how: "attach"; body: Schemas["AttachRequest"] }
  | { how: "create"; body: Schemas["ConsultationCreateRequest"] }
  | { how: "reject"; body: Schemas["ConsultationRejectRequest"] };

export function useSettle(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settling: Settling) =>
      once(`inquiry.${id}.${settling.how}`, (key) => settle(id, settling, key)),
    onSettled: () => void client.invalidateQueries({ queryKey: ["customers"] }),
  });
}

function settle(id: number, settling: Settling, key: string) {
  const params = { path: { id }, header: { ...idempotent(key) } };
  const { how, body } = settling;
  switch (how) {
    case "attach":
      return unwrap(api.POST("/api/v1/consultations/{id}/attach/", { params, body }));
    case "create":
      return unwrap(api.POST("/api/v1/consultations/{id}/create/", { params, body }));
    case "reject":
      return unwrap(api.POST("/api/v1/consultations/{id}/reject/", { params, body }));
  }
}

/** Recorded for somebody out of sight: the answer tells no more than that. */
export const isGone = (answer: object) => "gone" in answer;

export function useTake() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TakeBody) =>
      once("take-inquiry", (key) =>
        unwrap(
          api.POST("/api/v1/consultations/", { body, params: { header: { ...idempotent(key) } } }),
        ),
      ),
    onSettled: () => void client.invalidateQueries({ queryKey: ["customers"] }),
  });
}

const TELLING = ["duplicate_customer", "several_known"];

/** Whom a refusal tells of. */
export function matchesOf(error: unknown): Match[] {
  if (!isProblem(error) || !TELLING.includes(error.code)) return [];
  return Array.isArray(error.params.matches) ? (error.params.matches as Match[]) : [];
}

export interface Contacts {
  phone: string;
  wechat: string;
  qq: string;
  email: string;
}

// Shorter ones are still being typed: nobody's contact is that short.
const SHORTEST = 5;

/** Who has one of these contacts. The API takes no notice of contacts that are not whole yet. */
export function useKnown(contacts: Contacts) {
  return useQuery({
    queryKey: keys.known(contacts),
    queryFn: () =>
      unwrap(api.POST("/api/v1/customers/check-duplicates/", { body: { ...contacts, name: "" } })),
    enabled: Object.values(contacts).some((value: string) => value.length >= SHORTEST),
    staleTime: 60_000,
  });
}

const AT_MOST = 8;

/** Customers whom I see, by what is typed of them. */
export function usePeople(text: string) {
  const query = { search: text, page_size: AT_MOST };
  return useQuery({
    queryKey: keys.people(text),
    queryFn: () => unwrap(api.GET("/api/v1/customers/", { params: { query } })),
    select: (page) => page.results,
    enabled: text.trim().length > 0,
  });
}

/** The forms of the school's websites, to narrow the list by: administrators only. */
export function useFormNames(enabled: boolean) {
  return useQuery({
    queryKey: ["forms", "list"],
    queryFn: () => unwrap(api.GET("/api/v1/intake-forms/")),
    enabled,
  });
}
