import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type Policy = Schemas["Policy"];
export type PolicyFields = Schemas["PatchedPolicyWriteRequest"];
export type RefundRule = Policy["refund_rule"];
export type Example = Schemas["RefundExample"];
export type PlanTemplate = Schemas["Template"];
export type TemplateFields = Schemas["TemplateWriteRequest"];

const sellingKeys = {
  policy: () => ["selling", "policy"] as const,
  examples: (rule: string, fee: number) => ["selling", "examples", rule, fee] as const,
  // Where application forms choose from them, too.
  templates: () => ["choices", "plan-templates"] as const,
};

export function usePolicy() {
  return useQuery({
    queryKey: sellingKeys.policy(),
    queryFn: () => unwrap(api.GET("/api/v1/enrollment-policy/")),
  });
}

export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, changes }: { version: number; changes: PolicyFields }) =>
      unwrap(
        api.PATCH("/api/v1/enrollment-policy/", {
          body: changes,
          params: { header: { ...ifMatch(version) } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: sellingKeys.policy() }),
  });
}

/** What a rule would give back, as the API computes it; asked anew while it is chosen. */
export function useExamples(rule: RefundRule, fee: number) {
  return useQuery({
    queryKey: sellingKeys.examples(rule, fee),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/enrollment-policy/refund-examples/", {
          params: { query: { refund_rule: rule, refund_fee_percent: fee } },
        }),
      ),
    select: ({ results }) => results,
    placeholderData: keepPreviousData,
  });
}

export function useTemplates() {
  return useQuery({
    queryKey: sellingKeys.templates(),
    queryFn: () => unwrap(api.GET("/api/v1/plan-templates/")),
    select: ({ results }) => results,
  });
}

interface Saving {
  fields: TemplateFields;
  /** Which one; absent: a new one. */
  id?: number | undefined;
}

export function useSaveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ fields: body, id }: Saving) =>
      id === undefined
        ? once(`plan-template.${body.name}`, (key) =>
            unwrap(
              api.POST("/api/v1/plan-templates/", {
                body,
                params: { header: { ...idempotent(key) } },
              }),
            ),
          )
        : unwrap(api.PATCH("/api/v1/plan-templates/{id}/", { body, params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: sellingKeys.templates() }),
  });
}
