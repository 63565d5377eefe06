import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type IntakeForm = Schemas["IntakeForm"];
export type IntakeFormDetail = Schemas["IntakeFormDetail"];
export type FormFields = Schemas["IntakeFormWriteRequest"];
export type Asked = IntakeForm["asks"][number];

export const ASKABLE: readonly Asked[] = [
  "name",
  "phone",
  "wechat",
  "qq",
  "email",
  "question",
  "courses",
];

const keys = {
  all: ["forms"] as const,
  list: () => [...keys.all, "list"] as const,
  detail: (id: number) => [...keys.all, "detail", id] as const,
};

export function useForms() {
  return useQuery({
    queryKey: keys.list(),
    queryFn: () => unwrap(api.GET("/api/v1/intake-forms/")),
  });
}

export function useFormDetail(id: number) {
  return useQuery({
    queryKey: keys.detail(id),
    queryFn: () => unwrap(api.GET("/api/v1/intake-forms/{id}/", { params: { path: { id } } })),
  });
}

export function usePools() {
  return useQuery({
    queryKey: ["choices", "pools"],
    queryFn: () => unwrap(api.GET("/api/v1/pools/")),
  });
}

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.all });
}

interface Saving {
  fields: FormFields;
  /** Absent: a new form. */
  edited?: { id: number; version: number; changes: Partial<FormFields> };
}

export function useSaveForm() {
  return useMutation({
    mutationFn: ({ fields, edited }: Saving) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/intake-forms/{id}/", {
              params: { path: { id: edited.id }, header: { ...ifMatch(edited.version) } },
              body: edited.changes,
            }),
          )
        : unwrap(api.POST("/api/v1/intake-forms/", { body: fields })),
    onSettled: useRefresh(),
  });
}

export function useRemoveForm(id: number) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.DELETE("/api/v1/intake-forms/{id}/", { params: { path: { id } } })),
    onSettled: useRefresh(),
  });
}

export function useRenewToken(id: number) {
  return useMutation({
    mutationFn: () =>
      unwrap(api.POST("/api/v1/intake-forms/{id}/new-token/", { params: { path: { id } } })),
    onSettled: useRefresh(),
  });
}
