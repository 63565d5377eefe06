import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";

export type Today = components["schemas"]["Today"];
export type TeamMember = components["schemas"]["TeamMember"];
export type TodayRow = components["schemas"]["CustomerRow"];

// What shows customers begins with "customers": any command on them brings it up to date.
const todayKey = ["customers", "today"] as const;

export function useToday() {
  return useQuery({ queryKey: todayKey, queryFn: () => unwrap(api.GET("/api/v1/today/")) });
}
