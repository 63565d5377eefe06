import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { customerKeys } from "./keys";

/** One customer with everything the page shows, and why I may not do what. */
export function useCustomer(id: number, enabled = true) {
  return useQuery({
    queryKey: customerKeys.detail(id),
    queryFn: () => unwrap(api.GET("/api/v1/customers/{id}/", { params: { path: { id } } })),
    enabled,
  });
}
