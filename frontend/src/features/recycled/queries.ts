import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";

export type Recycled = components["schemas"]["Recycled"];
export type Rule = Recycled["rule"];

/** Begins with "customers": whatever moves customers may move these numbers. */
export function useRecycled(days: number) {
  return useQuery({
    queryKey: ["customers", "recycled", days],
    queryFn: () => unwrap(api.GET("/api/v1/pools/recycled/", { params: { query: { days } } })),
    placeholderData: (before) => before,
  });
}
