import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";
import type { Language } from "@/i18n";
import { saveFile } from "@/lib/saveFile";

type Schemas = components["schemas"];
export type SetupState = Schemas["SetupState"];
export type SchoolFields = Schemas["SchoolFields"];
export type SetUp = Schemas["SetUpRequest"];

export const setupKeys = {
  all: ["setup"] as const,
  state: () => [...setupKeys.all, "state"] as const,
  link: (token: string | null) => [...setupKeys.all, "link", token] as const,
};

/** Whether the school waits to be set up; for administrators, what it lacks. */
export function useSetup(enabled = true) {
  return useQuery({
    queryKey: setupKeys.state(),
    queryFn: () => unwrap(api.GET("/api/v1/setup/")),
    enabled,
  });
}

/** Whether the link is still good; a void one is the error `link_void`. */
export function useSetupLink(token: string | null) {
  return useQuery({
    queryKey: setupKeys.link(token),
    queryFn: () => unwrap(api.POST("/api/v1/setup/check/", { body: { token: token ?? "" } })),
    enabled: token !== null,
    // Each look is counted.
    staleTime: Infinity,
  });
}

export function useCreateSchool() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetUp) => unwrap(api.POST("/api/v1/setup/", { body })),
    // Perhaps somebody was faster, or the link ran out meanwhile.
    onError: () => client.invalidateQueries({ queryKey: setupKeys.all }),
  });
}

export function useHideChecklist() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (hidden: boolean) =>
      unwrap(api.POST("/api/v1/setup/checklist/", { body: { hidden } })),
    onSettled: () => client.invalidateQueries({ queryKey: setupKeys.all }),
  });
}

/** The sample spreadsheet, in the language of the page. */
export function useSample() {
  return useMutation({
    mutationFn: async (language: Language) => {
      const answer = await api.GET("/api/v1/imports/sample/", {
        params: { query: { language } },
        parseAs: "blob",
      });
      saveFile(answer.data as Blob, language === "zh" ? "shoal-示例.xlsx" : "shoal-sample.xlsx");
    },
  });
}
