import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { useMoneyCommand } from "@/api/moneyMoved";
import { once } from "@/api/once";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type EnrollmentRow = Schemas["EnrollmentRow"];
export type Enrollment = Schemas["Enrollment"];
export type EnrollmentState = Schemas["EnrollmentState"];
export type Application = Schemas["ApplyRequest"];
export type Roll = Schemas["Roll"];
export type RollRow = Schemas["RollRow"];
export type EndingRow = Schemas["EndingRow"];
export type ClassGroup = Schemas["Class"];
type Query = NonNullable<paths["/api/v1/enrollments/"]["get"]["parameters"]["query"]>;
type EndingQuery = NonNullable<paths["/api/v1/classes/ending-soon/"]["get"]["parameters"]["query"]>;
type SaidOfEnding = { [Name in keyof EndingQuery]?: EndingQuery[Name] | string | undefined };

export const enrollmentKeys = {
  all: ["enrollments"] as const,
  list: (query: Query) => [...enrollmentKeys.all, "list", query] as const,
  one: (id: number) => [...enrollmentKeys.all, "one", id] as const,
  roll: (classGroup: number) => [...enrollmentKeys.all, "roll", classGroup] as const,
  ending: (query: EndingQuery) => [...enrollmentKeys.all, "list", "ending", query] as const,
  leaving: (id: number, attended: number | undefined) =>
    [...enrollmentKeys.one(id), "leaving", attended] as const,
};

export function useEnrollments(said: Query) {
  return useInfiniteQuery({
    ...byPage(enrollmentKeys.list(said), (cursor) =>
      unwrap(api.GET("/api/v1/enrollments/", { params: { query: { ...said, cursor } } })),
    ),
    placeholderData: keepPreviousData,
  });
}

export function useEnrollment(id: number) {
  return useQuery({
    queryKey: enrollmentKeys.one(id),
    queryFn: () => unwrap(api.GET("/api/v1/enrollments/{id}/", { params: { path: { id } } })),
  });
}

/** Who is in a class, as far as one may see them. */
export function useRoll(classGroup: number) {
  return useQuery({
    queryKey: enrollmentKeys.roll(classGroup),
    queryFn: () =>
      unwrap(api.GET("/api/v1/classes/{id}/roll/", { params: { path: { id: classGroup } } })),
  });
}

/** Students whose class ends within 30 days. */
export function useEndingSoon(said: SaidOfEnding) {
  // The URL carries texts, and so does the wire.
  const query = said as EndingQuery;
  return useInfiniteQuery({
    ...byPage(enrollmentKeys.ending(query), (cursor) =>
      unwrap(
        api.GET("/api/v1/classes/ending-soon/", {
          params: { query: { ...query, cursor } },
        }),
      ),
    ),
    placeholderData: keepPreviousData,
  });
}

/** Classes that take people, the next to begin first. */
export const openClassesQuery = queryOptions({
  queryKey: ["classes", "taking"],
  queryFn: () =>
    unwrap(
      api.GET("/api/v1/classes/", {
        params: { query: { state: "open,running", ordering: "start_date", page_size: 200 } },
      }),
    ),
  select: (page) => page.results,
});

export const planTemplatesQuery = queryOptions({
  queryKey: ["choices", "plan-templates"],
  queryFn: () => unwrap(api.GET("/api/v1/plan-templates/")),
  select: (page) => page.results.filter((each) => each.is_active),
  staleTime: 10 * 60_000,
});

/** What withdrawing would give back; asked anew while the sessions are typed. */
export function useLeaving(id: number, attended: number | undefined) {
  return useQuery({
    queryKey: enrollmentKeys.leaving(id, attended),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/enrollments/{id}/withdraw/preview/", {
          params: {
            path: { id },
            query: attended === undefined ? {} : { sessions_attended: attended },
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export const useApply = () =>
  useMoneyCommand((body: Application) =>
    once(`enrollment.apply.${body.customer}`, (key) =>
      unwrap(
        api.POST("/api/v1/enrollments/", {
          body,
          params: { header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

/** What is done with an enrollment; `note` and `attended` where the dialog asks for them. */
export type Step =
  | "submit"
  | "approve"
  | "reject"
  | "cancel"
  | "accept"
  | "suspend"
  | "resume"
  | "complete"
  | "withdraw";
interface Asked {
  step: Step;
  note: string;
  attended?: number | undefined;
  discountAgreed?: boolean;
}

export const useStep = (id: number) =>
  useMoneyCommand((asked: Asked) =>
    once(`enrollment.${id}.${asked.step}`, (key) => unwrap(send(id, key, asked))),
  );

function send(id: number, key: string, { step, note, attended, discountAgreed }: Asked) {
  const params = { path: { id }, header: { ...idempotent(key) } };
  switch (step) {
    case "submit":
      return api.POST("/api/v1/enrollments/{id}/submit/", { params });
    case "accept":
      return api.POST("/api/v1/enrollments/{id}/accept/", { params });
    case "resume":
      return api.POST("/api/v1/enrollments/{id}/resume/", { params });
    case "complete":
      return api.POST("/api/v1/enrollments/{id}/complete/", { params });
    case "approve":
      return api.POST("/api/v1/enrollments/{id}/approve/", {
        params,
        body: { note, discount_agreed: discountAgreed ?? false },
      });
    case "reject":
      return api.POST("/api/v1/enrollments/{id}/reject/", { params, body: { note } });
    case "cancel":
      return api.POST("/api/v1/enrollments/{id}/cancel/", { params, body: { note } });
    case "suspend":
      return api.POST("/api/v1/enrollments/{id}/suspend/", { params, body: { note } });
    case "withdraw":
      return api.POST("/api/v1/enrollments/{id}/withdraw/", {
        params,
        body: { note, ...(attended === undefined ? {} : { sessions_attended: attended }) },
      });
  }
}

export type Paper = "form" | "contract";

/** The application form or the contract, as a file to print. */
export async function fetchPaper(id: number, paper: Paper, language: "en" | "zh"): Promise<Blob> {
  const asked = { params: { path: { id }, query: { language } }, parseAs: "blob" } as const;
  const found =
    paper === "form"
      ? unwrap(api.GET("/api/v1/enrollments/{id}/form/", asked))
      : unwrap(api.GET("/api/v1/enrollments/{id}/contract/", asked));
  return found as unknown as Promise<Blob>;
}

type Part = Schemas["PartRequest"];

/** In which parts the price is paid, by hand; none: all at once. */
export const useSetPlan = (id: number) =>
  useMoneyCommand((parts: Part[]) =>
    once(`enrollment.${id}.plan`, (key) =>
      unwrap(
        api.POST("/api/v1/enrollments/{id}/plan/", {
          body: { parts },
          params: { path: { id }, header: { ...idempotent(key) } },
        }),
      ),
    ),
  );

interface Edit {
  version: number;
  changes: Schemas["PatchedFormRequest"];
}

/** A draft of the form, on the version that was looked at. */
export const useEditDraft = (id: number) =>
  useMoneyCommand(({ version, changes }: Edit) =>
    unwrap(
      api.PATCH("/api/v1/enrollments/{id}/", {
        body: changes,
        params: { path: { id }, header: { ...ifMatch(version) } },
      }),
    ),
  );
