import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { boundsOf, type Period } from "./period";

type Schemas = components["schemas"];
export type CalendarPlan = Schemas["Plan"];
export type Expected = Schemas["Expected"];
export type PlanFeed = Schemas["PlanFeed"];
export type NewFeed = Schemas["PlanFeedOpened"];

// Plans show customers: any command on those brings them up to date.
const ALL = ["customers", "agenda"] as const;
export const agendaKeys = {
  calendar: (period: Period, team: boolean) => [...ALL, "calendar", period, team] as const,
  expected: (query: ExpectedQuery) => [...ALL, "expected", query] as const,
};
export const feedKeys = { all: ["plan-feeds"] as const };

/** The plans of a period: mine, or those of whom I lead. */
export function useCalendar(period: Period, team: boolean) {
  const { begin, end } = boundsOf(period);
  const query = {
    from: begin.toISOString(),
    to: end.toISOString(),
    scope: team ? ("team" as const) : ("mine" as const),
  };
  return useQuery({
    queryKey: agendaKeys.calendar(period, team),
    queryFn: () => unwrap(api.GET("/api/v1/follow-up-plans/calendar/", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export interface ExpectedQuery {
  date?: string;
  campus?: number;
}

/** Who comes on a day; without one, on what is today at each campus. */
export function useExpected(query: ExpectedQuery) {
  return useQuery({
    queryKey: agendaKeys.expected(query),
    queryFn: () => unwrap(api.GET("/api/v1/follow-up-plans/expected/", { params: { query } })),
    placeholderData: keepPreviousData,
    // Others check in too, at another desk.
    refetchInterval: 60_000,
  });
}

export function usePlanFeeds() {
  return useQuery({
    queryKey: feedKeys.all,
    queryFn: () => unwrap(api.GET("/api/v1/plan-feeds/", { params: { query: {} } })),
    select: (page) => page.results,
  });
}

export function useOpenFeed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => unwrap(api.POST("/api/v1/plan-feeds/", { body: { name } })),
    onSettled: () => void client.invalidateQueries({ queryKey: feedKeys.all }),
  });
}

export function useRevokeFeed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.POST("/api/v1/plan-feeds/{id}/revoke/", { params: { path: { id } } })),
    onSettled: () => void client.invalidateQueries({ queryKey: feedKeys.all }),
  });
}
