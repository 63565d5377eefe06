import {
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { moneyMoved } from "@/api/moneyMoved";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { isSome } from "@/lib/amounts";
import { cursorOf } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type Enrollment = Schemas["Enrollment"];
export type Part = Enrollment["installments"][number];
export type PaymentRow = Schemas["PaymentRow"];
export type Payment = Schemas["Payment"];
export type Entered = Omit<Schemas["EnterPaymentRequest"], "enrollment" | "submit">;
export type Taken = Schemas["ReceivePartRequest"];

export const paymentKeys = {
  all: ["payments"] as const,
  of: (enrollment: number) => [...paymentKeys.all, "of", enrollment] as const,
  one: (id: number) => [...paymentKeys.all, "one", id] as const,
  credits: (payer: number) => [...paymentKeys.all, "credits", payer] as const,
};

export function usePaymentsOf(enrollment: number) {
  return useInfiniteQuery({
    queryKey: paymentKeys.of(enrollment),
    queryFn: ({ pageParam }) => {
      const query = { enrollment: String(enrollment), cursor: pageParam };
      return unwrap(api.GET("/api/v1/payments/", { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: cursorOf,
    select: (data) => data.pages.flatMap((page) => page.results),
  });
}

const paymentQuery = (id: number) =>
  queryOptions({
    queryKey: paymentKeys.one(id),
    queryFn: () => unwrap(api.GET("/api/v1/payments/{id}/", { params: { path: { id } } })),
  });

export const usePayment = (id: number) => useQuery(paymentQuery(id));

/** Credit of a household of which something is left. */
export function useCredits(payer: number, enabled: boolean): Payment[] {
  const query = { customer: String(payer), type: "credit", state: "confirmed" };
  const { data: rows = [] } = useQuery({
    queryKey: paymentKeys.credits(payer),
    queryFn: () => unwrap(api.GET("/api/v1/payments/", { params: { query } })),
    select: ({ results }) => results.filter(({ reversed_by }) => reversed_by === null),
    enabled,
  });
  const found = useQueries({ queries: rows.map(({ id }) => paymentQuery(id)) });
  return found.flatMap(({ data }) => (data && isSome(data.credit_left ?? "0") ? data : []));
}

/** A command about money, and afterwards everything that it changes. */
function useMoney<Said, Answer>(send: (said: Said) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => void moneyMoved(client) });
}

export const useEnter = (enrollment: number) =>
  useMoney((body: Entered & { submit: boolean }) =>
    once(`payment.enter.${enrollment}`, (key) =>
      unwrap(
        api.POST("/api/v1/payments/", {
          body: { ...body, enrollment },
          params: { header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

interface Change {
  id: number;
  version: number;
  body: Entered;
}

export const useEdit = () =>
  useMoney(({ id, version, body }: Change) =>
    unwrap(
      api.PATCH("/api/v1/payments/{id}/", {
        body,
        params: { path: { id }, header: { ...ifMatch(version) } },
      }),
    ),
  );

export const useSubmit = () =>
  useMoney((id: number) =>
    once(`payment.${id}.submit`, (key) =>
      unwrap(
        api.POST("/api/v1/payments/{id}/submit/", {
          params: { path: { id }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

export const useReverse = (id: number) =>
  useMoney((note: string) =>
    once(`payment.${id}.reverse`, (key) =>
      unwrap(
        api.POST("/api/v1/payments/{id}/reverse/", {
          body: { note },
          params: { path: { id }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

export const useAskBack = (enrollment: number) =>
  useMoney((body: Omit<Schemas["RefundRequest"], "enrollment">) =>
    once(`payment.refund.${enrollment}`, (key) =>
      unwrap(
        api.POST("/api/v1/payments/refund/", {
          body: { ...body, enrollment },
          params: { header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

export const useTakePart = (part: number) =>
  useMoney((body: Taken) =>
    once(`payment.part.${part}`, (key) =>
      unwrap(
        api.POST("/api/v1/installments/{id}/receive/", {
          body,
          params: { path: { id: part }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

export const useCreditFor = (enrollment: number) =>
  useMoney(({ credit, amount }: { credit: number; amount: string }) =>
    once(`payment.use.${credit}.${enrollment}`, (key) =>
      unwrap(
        api.POST("/api/v1/payments/{id}/use/", {
          body: { enrollment, amount },
          params: { path: { id: credit }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );
