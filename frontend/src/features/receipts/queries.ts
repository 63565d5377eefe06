import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components, paths } from "@/api/schema.gen";
import { getLanguage } from "@/i18n";
import { byPage } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type Receipt = Schemas["Receipt"];
export type ReceiptRow = Schemas["ReceiptRow"];
export type PaymentRow = Schemas["PaymentRow"];
export type Statement = Schemas["Statement"];
type Query = NonNullable<paths["/api/v1/receipts/"]["get"]["parameters"]["query"]>;

export const receiptKeys = {
  all: ["receipts"] as const,
  list: (query: Query) => [...receiptKeys.all, "list", query] as const,
  one: (id: number) => [...receiptKeys.all, "one", id] as const,
  statement: (customer: number) => [...receiptKeys.all, "statement", customer] as const,
};

export function useReceipts(query: Query) {
  return useInfiniteQuery({
    ...byPage(receiptKeys.list(query), (cursor) =>
      unwrap(api.GET("/api/v1/receipts/", { params: { query: { ...query, cursor } } })),
    ),
    placeholderData: keepPreviousData,
    // The one that was issued a moment ago is what one comes for.
    staleTime: 0,
  });
}

export function useReceipt(id: number) {
  return useQuery({
    queryKey: receiptKeys.one(id),
    queryFn: () => unwrap(api.GET("/api/v1/receipts/{id}/", { params: { path: { id } } })),
  });
}

export function useStatement(customer: number) {
  return useQuery({
    queryKey: receiptKeys.statement(customer),
    queryFn: () =>
      unwrap(api.GET("/api/v1/customers/{id}/statement/", { params: { path: { id: customer } } })),
    staleTime: 0,
  });
}

/** On paper, in the page's language. */
export async function fetchReceipt(id: number): Promise<Blob> {
  const query = { language: getLanguage() };
  const answer = api.GET("/api/v1/receipts/{id}/pdf/", {
    params: { path: { id }, query },
    parseAs: "blob",
  });
  return unwrap(answer) as unknown as Promise<Blob>;
}

export async function fetchStatement(customer: number): Promise<Blob> {
  const query = { language: getLanguage() };
  const answer = api.GET("/api/v1/customers/{id}/statement/pdf/", {
    params: { path: { id: customer }, query },
    parseAs: "blob",
  });
  return unwrap(answer) as unknown as Promise<Blob>;
}
