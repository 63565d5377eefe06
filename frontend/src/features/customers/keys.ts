import type { QueryClient } from "@tanstack/react-query";

/**
 * Whatever shows customers begins with "customers", also in other features (the pool's lists, Today), so that
 * one command brings all of it up to date.
 */
export const customerKeys = {
  all: ["customers"] as const,
  list: (query: object) => [...customerKeys.all, "list", query] as const,
  detail: (id: number) => [...customerKeys.all, "detail", id] as const,
  timeline: (id: number) => [...customerKeys.detail(id), "timeline"] as const,
  versions: (id: number) => [...customerKeys.all, "versions", id] as const,
  spells: (id: number) => [...customerKeys.detail(id), "spells"] as const,
  holderAt: (id: number, at: string) => [...customerKeys.detail(id), "holder", at] as const,
  known: (text: string) => [...customerKeys.all, "known", text] as const,
};

export const choiceKeys = {
  all: ["choices"] as const,
  of: (what: string) => [...choiceKeys.all, what] as const,
};

/** After any command on customers: lists, pages and counts all may have changed. */
export function refreshCustomers(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: customerKeys.all });
}
