import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";

export type Inbox = components["schemas"]["Inbox"];
export type Item = components["schemas"]["InboxItem"];
export type Kind = Item["kind"];

export function useInbox() {
  return useQuery({
    // Begins with "customers": most commands on them settle something.
    queryKey: ["customers", "inbox"],
    queryFn: () => unwrap(api.GET("/api/v1/inbox/")),
    // The badge of every page asks too.
    staleTime: 60_000,
  });
}
