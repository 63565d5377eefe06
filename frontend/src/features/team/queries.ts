import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";

export type Team = components["schemas"]["Team"];
export type Member = components["schemas"]["TeamMember"];

export function useTeam() {
  return useQuery({
    // Begins with "customers": any command on them changes what somebody sits on.
    queryKey: ["customers", "team"],
    queryFn: () => unwrap(api.GET("/api/v1/team/")),
  });
}
