import { useQueries, useQuery } from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { useMoneyCommand } from "@/api/moneyMoved";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { type Payment, paymentKeys, paymentQuery, usePayments } from "@/features/money/queries";
import { isSome } from "@/lib/amounts";

type Schemas = components["schemas"];
export type Enrollment = Schemas["Enrollment"];
export type Part = Enrollment["installments"][number];
export type Entered = Omit<Schemas["EnterPaymentRequest"], "enrollment" | "submit">;
export type Taken = Schemas["ReceivePartRequest"];

export const usePaymentsOf = (enrollment: number) =>
  usePayments({ enrollment: String(enrollment) });

/** Credit of a household of which something is left. */
export function useCredits(payer: number): Payment[] {
  const query = { customer: String(payer), type: "credit", state: "confirmed" };
  const { data: rows = [] } = useQuery({
    queryKey: paymentKeys.credits(payer),
    queryFn: () => unwrap(api.GET("/api/v1/payments/", { params: { query } })),
    select: ({ results }) => results.filter(({ reversed_by }) => reversed_by === null),
  });
  const found = useQueries({ queries: rows.map(({ id }) => paymentQuery(id)) });
  return found.flatMap(({ data }) => (data && isSome(data.credit_left ?? "0") ? data : []));
}

export const useEnter = (enrollment: number) =>
  useMoneyCommand((body: Entered & { submit: boolean }) =>
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
  body: Partial<Entered>;
}

export const useEdit = () =>
  useMoneyCommand(({ id, version, body }: Change) =>
    unwrap(
      api.PATCH("/api/v1/payments/{id}/", {
        body,
        params: { path: { id }, header: { ...ifMatch(version) } },
      }),
    ),
  );

export const useAskBack = (enrollment: number) =>
  useMoneyCommand((body: Omit<Schemas["RefundRequest"], "enrollment">) =>
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
  useMoneyCommand((body: Taken) =>
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
  useMoneyCommand(({ credit, amount }: { credit: number; amount: string }) =>
    once(`payment.use.${credit}.${enrollment}`, (key) =>
      unwrap(
        api.POST("/api/v1/payments/{id}/use/", {
          body: { enrollment, amount },
          params: { path: { id: credit }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );
