import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { isProblem } from "@/lib/problem";

type Schemas = components["schemas"];
export type Match = Schemas["Match"];
export type Customer = Schemas["CustomerDetail"];
export type NewCustomerBody = Schemas["CustomerCreateRequest"];
export interface Contacts {
  name: string;
  phone: string;
  wechat: string;
  qq: string;
  email: string;
}

const ALL = ["customers"] as const;
const keys = {
  known: (contacts: Contacts) => [...ALL, "known", contacts] as const,
  guardians: (text: string) => [...ALL, "guardians", text] as const,
  detail: (id: number) => [...ALL, "detail", id] as const,
};

// Shorter ones are still being typed: nobody's contact is that short.
const SHORTEST = 5;

/** Is one of the contacts long enough to be one? */
export function isWhole({ phone, wechat, qq, email }: Contacts): boolean {
  return [phone, wechat, qq, email].some((value) => value.length >= SHORTEST);
}

/** Who has one of these contacts, or the same name. The API takes no notice of contacts that are not whole yet. */
export function useKnown(contacts: Contacts) {
  return useQuery({
    queryKey: keys.known(contacts),
    queryFn: () => unwrap(api.POST("/api/v1/customers/check-duplicates/", { body: contacts })),
    enabled: isWhole(contacts) || contacts.name.length >= 2,
    staleTime: 60_000,
  });
}

export function useCreateCustomer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewCustomerBody) =>
      once("new-customer", (key) =>
        unwrap(
          api.POST("/api/v1/customers/", { body, params: { header: { ...idempotent(key) } } }),
        ),
      ),
    onSettled: () => void client.invalidateQueries({ queryKey: ALL }),
  });
}

/** What a refused save says about who is known already. */
export function matchesOf(error: unknown): Match[] {
  if (!isProblem(error) || error.code !== "duplicate_customer") return [];
  return Array.isArray(error.params.matches) ? (error.params.matches as Match[]) : [];
}

const AT_MOST = 8;

export function useGuardians(text: string) {
  const query = { search: text, page_size: AT_MOST };
  return useQuery({
    queryKey: keys.guardians(text),
    queryFn: () => unwrap(api.GET("/api/v1/customers/", { params: { query } })),
    select: (page) => page.results,
    enabled: text.trim().length > 0,
  });
}

/** The chosen guardian, also when only their id is known (an address, a draft). */
export function useGuardian(id: string) {
  const known = Number(id);
  return useQuery({
    queryKey: keys.detail(known),
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/", { params: { path: { id: known } } })),
    enabled: id !== "",
  });
}
