import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type Reveal = Schemas["RevealRow"];
export type RevealNumbers = Schemas["RevealNumbers"];
type Query = NonNullable<paths["/api/v1/reveals/"]["get"]["parameters"]["query"]>;

export function useReveals(query: Query) {
  return useInfiniteQuery({
    ...byPage(["reveals", "list", query], (cursor) =>
      unwrap(api.GET("/api/v1/reveals/", { params: { query: { ...query, cursor } } })),
    ),
    placeholderData: keepPreviousData,
    // What was looked at a moment ago is what one comes here for.
    staleTime: 0,
  });
}

export function useRevealNumbers() {
  return useQuery({
    queryKey: ["reveals", "numbers"],
    queryFn: () => unwrap(api.GET("/api/v1/reveals/numbers/")),
    staleTime: 0,
  });
}
