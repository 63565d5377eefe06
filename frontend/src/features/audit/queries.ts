import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

export type AuditEvent = components["schemas"]["AuditedEvent"];
type Query = NonNullable<paths["/api/v1/audit/"]["get"]["parameters"]["query"]>;

export function useEvents(query: Query) {
  return useInfiniteQuery({
    ...byPage(["audit", "list", query], (cursor) =>
      unwrap(api.GET("/api/v1/audit/", { params: { query: { ...query, cursor } } })),
    ),
    placeholderData: keepPreviousData,
    // What was done a moment ago is what one comes here for.
    staleTime: 0,
  });
}

/** Whoever may have done something, also when they have left since. */
export function useActors() {
  return useQuery({
    queryKey: ["people", "actors"],
    queryFn: () => unwrap(api.GET("/api/v1/employees/", { params: { query: { page_size: 200 } } })),
    select: (page) => page.results,
  });
}
