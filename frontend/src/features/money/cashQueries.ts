import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { useMoneyCommand } from "@/api/moneyMoved";
import { once } from "@/api/once";
import type { components, paths } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type CashReport = Schemas["CashReport"];
export type CashLine = Schemas["CashLine"];
export type CashDay = Schemas["CashDay"];
export type Signature = Schemas["SignRequest"];
type DaysQuery = NonNullable<paths["/api/v1/cash-reports/days/"]["get"]["parameters"]["query"]>;

// With the rest of what money moves (api/moneyMoved).
const cashKeys = {
  report: (campus: number, day: string) => ["money", "cash", campus, day] as const,
  days: (query: DaysQuery) => ["money", "cash-days", query] as const,
};

export function useCashReport(campus: number, day: string) {
  return useQuery({
    queryKey: cashKeys.report(campus, day),
    queryFn: () => unwrap(api.GET("/api/v1/cash-reports/", { params: { query: { campus, day } } })),
  });
}

export function useCashDays(query: DaysQuery) {
  return useQuery({
    queryKey: cashKeys.days(query),
    queryFn: () => unwrap(api.GET("/api/v1/cash-reports/days/", { params: { query } })),
    select: ({ results }) => results,
    placeholderData: keepPreviousData,
  });
}

export const useSign = () =>
  useMoneyCommand((body: Signature) =>
    once(`cash.${body.campus}.${body.day}`, (key) =>
      unwrap(
        api.POST("/api/v1/cash-reports/", { body, params: { header: { ...idempotent(key) } } }),
      ),
    ),
  );
