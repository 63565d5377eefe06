import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { once } from "@/api/once";
import { campusesQuery } from "@/api/reference";
import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type Pool = Schemas["Pool"];
export type PoolFields = Schemas["PoolWriteRequest"];
export type Preset = Schemas["PoolPreset"];
export type Trial = Schemas["DryRunResult"];
export type TrialRules = Schemas["DryRunRequest"];
export type Rule = Schemas["DryRunRule"]["rule"];
export type Contact = Schemas["ContactKind"];

export const CONTACTS: readonly Contact[] = ["phone", "wechat", "qq", "email"];

export const poolRuleKeys = {
  all: ["choices", "pools"] as const,
  presets: () => ["choices", "presets"] as const,
  departments: () => ["choices", "departments"] as const,
};

/** The pools one may see: an administrator all, others those they belong to; the default one first. */
export function usePools() {
  return useQuery({
    queryKey: poolRuleKeys.all,
    queryFn: () => unwrap(api.GET("/api/v1/pools/")),
  });
}

export function usePresets() {
  return useQuery({
    queryKey: poolRuleKeys.presets(),
    queryFn: () => unwrap(api.GET("/api/v1/pools/presets/")),
    staleTime: Infinity,
  });
}

interface Named {
  id: number;
  name: string;
}

/** The departments and campuses that pools may list. */
export function usePlaces(): { departments: Named[]; campuses: Named[] } {
  const departments = useQuery({
    queryKey: poolRuleKeys.departments(),
    queryFn: () =>
      unwrap(api.GET("/api/v1/departments/", { params: { query: { page_size: 200 } } })),
    select: (page) => page.results,
  });
  const campuses = useQuery(campusesQuery);
  return { departments: departments.data ?? [], campuses: campuses.data ?? [] };
}

interface Saving {
  fields: PoolFields;
  /** Of the one that is changed; without it one is made. */
  edited?: { id: number; version: number; changes: Partial<PoolFields> };
}

export function useSavePool() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/pools/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id }, header: ifMatch(edited.version) },
            }),
          )
        : once(`pool.${body.name}`, (key) =>
            unwrap(
              api.POST("/api/v1/pools/", { body, params: { header: { ...idempotent(key) } } }),
            ),
          ),
    // What one may claim, and which pools one belongs to, may be different now.
    onSettled: () => {
      for (const shown of [poolRuleKeys.all, ["pool"], ["session", "me"], ["setup"]]) {
        void client.invalidateQueries({ queryKey: shown });
      }
    },
  });
}

/** The pool as it is saved by now. */
export const readPool = (id: number): Promise<Pool> =>
  unwrap(api.GET("/api/v1/pools/{id}/", { params: { path: { id } } }));

const tryRules = (id: number, body: TrialRules, owner?: number) =>
  unwrap(
    api.POST("/api/v1/pools/{id}/dry-run/", {
      body,
      params: { path: { id }, query: owner === undefined ? {} : { owner } },
    }),
  );

/** Whom other rules would return. A question, although it is sent like a command: it changes nothing. */
export function useDryRun(id: number) {
  return useMutation({
    mutationFn: ({ rules }: { rules: TrialRules }) => tryRules(id, rules),
  });
}

/** The same of one consultant: where the list of everybody's is cut off, theirs is not. */
export function useTrialOf(id: number, rules: TrialRules, owner: number | undefined) {
  return useQuery({
    queryKey: ["pool-trial", id, rules, owner],
    queryFn: () => tryRules(id, rules, owner),
    enabled: owner !== undefined,
    gcTime: 0,
  });
}
