import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";

export type Me = components["schemas"]["Me"];

export const sessionKeys = {
  all: ["session"] as const,
  me: () => [...sessionKeys.all, "me"] as const,
  sessions: () => [...sessionKeys.all, "sessions"] as const,
};

export const meQuery = queryOptions({
  queryKey: sessionKeys.me(),
  queryFn: () => unwrap(api.GET("/api/v1/auth/me/")),
  staleTime: 5 * 60_000,
  // Whoever was suspended, moved or logged out meanwhile learns it when they look at the page again.
  refetchOnWindowFocus: "always",
});

/** Who is signed in. Only below the session guard, which has fetched it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}
