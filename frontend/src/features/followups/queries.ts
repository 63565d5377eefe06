import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type FollowUp = Schemas["FollowUp"];
export type FollowUpVersion = Schemas["FollowUpVersion"];
export type Plan = Schemas["Plan"];
export type NewFollowUp = Schemas["FollowUpWriteRequest"];
export type Correction = Schemas["PatchedFollowUpCorrectionRequest"];
export type NewPlan = Schemas["PlanWriteRequest"];
export type PlanChange = Schemas["PatchedPlanChangeRequest"];
export type PlanAnswer = Schemas["PlanDoneRequest"];

// What shows customers begins with "customers": one command brings all of it up to date.
const ALL = ["customers"] as const;
export const followUpKeys = {
  versions: (id: number) => [...ALL, "follow-up-versions", id] as const,
};
export const planKeys = {
  open: (customer: number) => [...ALL, "open-plans", customer] as const,
};

/** A contact moves the customer's clocks, status and plans, hence every list they stand in. */
function useRefresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ALL });
}

export function useLogFollowUp() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewFollowUp) =>
      once(`follow-up.${body.customer}`, (key) =>
        unwrap(
          api.POST("/api/v1/follow-ups/", { body, params: { header: { ...idempotent(key) } } }),
        ),
      ),
    onSettled: refresh,
  });
}

export function useCorrectFollowUp(id: number) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: Correction) =>
      unwrap(api.PATCH("/api/v1/follow-ups/{id}/", { params: { path: { id } }, body })),
    onSettled: refresh,
  });
}

export function useFollowUpVersions(id: number) {
  return useQuery({
    queryKey: followUpKeys.versions(id),
    queryFn: () =>
      unwrap(api.GET("/api/v1/follow-ups/{id}/versions/", { params: { path: { id } } })),
  });
}

/** The open plans of one customer, the earliest first. */
export function useOpenPlans(customer: number) {
  return useQuery({
    queryKey: planKeys.open(customer),
    queryFn: () => {
      const query = { customer: String(customer), state: "planned", page_size: 50 };
      return unwrap(api.GET("/api/v1/follow-up-plans/", { params: { query } }));
    },
    select: (page) => page.results,
  });
}

export function useSchedulePlan() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: NewPlan) =>
      once(`plan.${body.customer}`, (key) =>
        unwrap(
          api.POST("/api/v1/follow-up-plans/", {
            body,
            params: { header: { ...idempotent(key) } },
          }),
        ),
      ),
    onSettled: refresh,
  });
}

export function useChangePlan(id: number) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: PlanChange) =>
      unwrap(api.PATCH("/api/v1/follow-up-plans/{id}/", { params: { path: { id } }, body })),
    onSettled: refresh,
  });
}

/** What was planned is done: that is a follow-up, and the next plan, in one command. */
export function useAnswerPlan(id: number, how: "check-in" | "done") {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: PlanAnswer) =>
      once(`plan.${id}.${how}`, (key) => {
        const init = { body, params: { path: { id }, header: { ...idempotent(key) } } };
        return how === "check-in"
          ? unwrap(api.POST("/api/v1/follow-up-plans/{id}/check-in/", init))
          : unwrap(api.POST("/api/v1/follow-up-plans/{id}/done/", init));
      }),
    onSettled: refresh,
  });
}

/** Another time for any plan: what dragging one does. */
export function useMovePlan() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, due_at }: { id: number; due_at: string }) =>
      unwrap(
        api.PATCH("/api/v1/follow-up-plans/{id}/", { params: { path: { id } }, body: { due_at } }),
      ),
    onSettled: refresh,
  });
}

/** Close a plan that was not answered: `cancel`, or `no-show` when the customer did not come. */
export function useClosePlan(id: number, how: "cancel" | "no-show") {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () =>
      once(`plan.${id}.${how}`, (key) => {
        const init = { params: { path: { id }, header: { ...idempotent(key) } } };
        return how === "cancel"
          ? unwrap(api.POST("/api/v1/follow-up-plans/{id}/cancel/", init))
          : unwrap(api.POST("/api/v1/follow-up-plans/{id}/no-show/", init));
      }),
    onSettled: refresh,
  });
}
