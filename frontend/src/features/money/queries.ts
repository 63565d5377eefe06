import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { useMoneyCommand } from "@/api/moneyMoved";
import { once } from "@/api/once";
import { campusesQuery } from "@/api/reference";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type PaymentRow = Schemas["PaymentRow"];
export type Payment = Schemas["Payment"];
export type Step = "submit" | "approve" | "confirm" | "reject" | "reverse";
export type PaymentQuery = NonNullable<paths["/api/v1/payments/"]["get"]["parameters"]["query"]>;

export const paymentKeys = {
  all: ["payments"] as const,
  list: (query: PaymentQuery) => [...paymentKeys.all, "list", query] as const,
  one: (id: number) => [...paymentKeys.all, "one", id] as const,
  credits: (payer: number) => [...paymentKeys.all, "credits", payer] as const,
  waiting: () => [...paymentKeys.all, "waiting"] as const,
  today: () => [...paymentKeys.all, "today"] as const,
};

export function usePayments(said: PaymentQuery) {
  return useInfiniteQuery({
    ...byPage(paymentKeys.list(said), (cursor) =>
      unwrap(api.GET("/api/v1/payments/", { params: { query: { ...said, cursor } } })),
    ),
    placeholderData: keepPreviousData,
  });
}

export const paymentQuery = (id: number) =>
  queryOptions({
    queryKey: paymentKeys.one(id),
    queryFn: () => unwrap(api.GET("/api/v1/payments/{id}/", { params: { path: { id } } })),
    // Before somebody decides about money, how it stands by now.
    staleTime: 0,
  });

const MINUTE = 60_000;

/** How many payments wait for whom; the badge of every page asks. */
export function useWaitingMoney(enabled = true) {
  return useQuery({
    queryKey: paymentKeys.waiting(),
    queryFn: () => unwrap(api.GET("/api/v1/payments/waiting/")),
    staleTime: MINUTE,
    refetchInterval: MINUTE,
    enabled,
  });
}

export function useMoneyToday() {
  return useQuery({
    queryKey: paymentKeys.today(),
    queryFn: () => unwrap(api.GET("/api/v1/payments/today/")),
  });
}

export const useCampuses = () => useQuery(campusesQuery);

/** What a dialog asks for: why not; of what is confirmed, how it came. */
export interface Asked {
  step: Step;
  note: string;
  method: string;
  /** Left out where it stays: what one sees of it may be masked. */
  reference?: string;
}

export const usePaymentStep = (id: number) =>
  useMoneyCommand((asked: Asked) =>
    once(`payment.${id}.${asked.step}`, (key) => unwrap(send(id, key, asked))),
  );

function send(id: number, key: string, { step, note, method, reference }: Asked) {
  const params = { path: { id }, header: { ...idempotent(key) } };
  switch (step) {
    case "submit":
      return api.POST("/api/v1/payments/{id}/submit/", { params });
    case "approve":
      return api.POST("/api/v1/payments/{id}/approve/", { params });
    case "confirm":
      return api.POST("/api/v1/payments/{id}/confirm/", {
        params,
        body: { ...(reference !== undefined && { reference }), ...(method && { method }) },
      });
    case "reject":
      return api.POST("/api/v1/payments/{id}/reject/", { params, body: { note } });
    case "reverse":
      return api.POST("/api/v1/payments/{id}/reverse/", { params, body: { note } });
  }
}

/** The receipt that a payment is on, to print. */
export async function fetchReceipt(payment: number, language: "en" | "zh"): Promise<Blob> {
  return unwrap(
    api.GET("/api/v1/payments/{id}/receipt/", {
      params: { path: { id: payment }, query: { language } },
      parseAs: "blob",
    }),
  ) as unknown as Promise<Blob>;
}
