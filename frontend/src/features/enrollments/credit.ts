import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { useMoneyCommand } from "@/api/moneyMoved";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { enrollmentKeys } from "./queries";

type Schemas = components["schemas"];
export type Credit = Schemas["Credit"];
export type Dispute = Schemas["Dispute"];
export type DisputeRow = Schemas["DisputeRow"];
export type SharePercent = Schemas["SharePercent"];
export type Share = Schemas["ShareRequest"];
export type Decision = Schemas["DecideDisputeRequest"];

const disputeKey = (id: number) => [...enrollmentKeys.all, "dispute", id] as const;

/** How the credit changed, and what is disputed about it. */
export function useCredit(id: number) {
  return useQuery({
    queryKey: [...enrollmentKeys.one(id), "credit"],
    queryFn: () =>
      unwrap(api.GET("/api/v1/enrollments/{id}/credit/", { params: { path: { id } } })),
  });
}

export function useDispute(id: number) {
  return useQuery({
    queryKey: disputeKey(id),
    queryFn: () => unwrap(api.GET("/api/v1/credit-disputes/{id}/", { params: { path: { id } } })),
  });
}

/** Who sells here, for the shares. */
export const sellersQuery = queryOptions({
  queryKey: ["choices", "sellers"],
  queryFn: () =>
    unwrap(
      api.GET("/api/v1/employees/", {
        params: { query: { state: "active", role: "sales,manager,admin", page_size: 200 } },
      }),
    ),
  select: (page) => page.results,
  staleTime: 10 * 60_000,
});

export const useSetShares = (id: number) =>
  useMoneyCommand((body: Schemas["SetSharesRequest"]) =>
    once(`enrollment.${id}.credit`, (key) =>
      unwrap(
        api.POST("/api/v1/enrollments/{id}/credit/", {
          body,
          params: { path: { id }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

export const useOpenDispute = (id: number) =>
  useMoneyCommand((claim: string) =>
    once(`enrollment.${id}.dispute`, (key) =>
      unwrap(
        api.POST("/api/v1/enrollments/{id}/disputes/", {
          body: { claim },
          params: { path: { id }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

export const useDecideDispute = (id: number) =>
  useMoneyCommand((body: Decision) =>
    once(`dispute.${id}.decide`, (key) =>
      unwrap(
        api.POST("/api/v1/credit-disputes/{id}/decide/", {
          body,
          params: { path: { id }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );
