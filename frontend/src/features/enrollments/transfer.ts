import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { useMoneyCommand } from "@/api/moneyMoved";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { enrollmentKeys } from "./queries";

export type TransferPreview = components["schemas"]["TransferPreview"];
export type TransferRequest = components["schemas"]["TransferRequest"];

/** What moving to that class would do; asked anew while the discount is typed. */
export function useTransferPreview(id: number, group: number | null, discount: string) {
  const query = { class_group: group ?? 0, ...(discount ? { discount } : {}) };
  return useQuery({
    queryKey: [...enrollmentKeys.one(id), "transfer", query],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/enrollments/{id}/transfer/preview/", { params: { path: { id }, query } }),
      ),
    enabled: group !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Move them; the answer is the enrollment in the other class. */
export const useTransfer = (id: number) =>
  useMoneyCommand((body: TransferRequest) =>
    once(`enrollment.${id}.transfer`, (key) =>
      unwrap(
        api.POST("/api/v1/enrollments/{id}/transfer/", {
          body,
          params: { path: { id }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );
