import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import { campusesQuery } from "@/api/reference";
import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type Pool = Schemas["Pool"];
export type PoolFields = Schemas["PoolWriteRequest"];
export type Preset = Schemas["PoolPreset"];
export type Contact = Schemas["MaskedFieldsEnum"];

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
  edited?: { id: number; changes: Partial<PoolFields> };
}

export function useSavePool() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/pools/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id } },
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
