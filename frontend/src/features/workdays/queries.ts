import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { once } from "@/api/once";
import { campusesQuery } from "@/api/reference";
import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type Entry = Schemas["CalendarEntry"];
export type EntryFields = Schemas["CalendarEntryWriteRequest"];
export type Leave = Schemas["Leave"];
export type LeaveFields = Schemas["LeaveWriteRequest"];
export type Campus = Schemas["Campus"];
export type School = Schemas["School"];

const ALL = { page_size: 200 };

export const workdayKeys = {
  all: ["workdays"] as const,
  days: (year: number, campus: string) => [...workdayKeys.all, "days", year, campus] as const,
  entries: (year: number, campus: string) => [...workdayKeys.all, "entries", year, campus] as const,
  leave: (query: object) => [...workdayKeys.all, "leave", query] as const,
  holidays: () => [...workdayKeys.all, "holidays"] as const,
};

/** Clocks are computed anew after such a change: every countdown may be another. */
function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    for (const shown of [workdayKeys.all, ["school"], ["choices"], ["customers"]]) {
      void client.invalidateQueries({ queryKey: shown });
    }
  };
}

/** The days of a year on which nobody works there; "" is the school itself. */
export function useClosedDays(year: number, campus: string) {
  return useQuery({
    queryKey: workdayKeys.days(year, campus),
    queryFn: () => {
      const query = { year, ...(campus && { campus: Number(campus) }) };
      return unwrap(api.GET("/api/v1/calendar/days/", { params: { query } }));
    },
    select: ({ closed }) => closed,
    placeholderData: (before) => before,
  });
}

/** What is entered for a year, of the school and of one campus. */
export function useEntries(year: number, campus: string) {
  return useQuery({
    queryKey: workdayKeys.entries(year, campus),
    queryFn: () => {
      const query = { ...ALL, year, campus: campus ? `none,${campus}` : "none" };
      return unwrap(api.GET("/api/v1/calendar/", { params: { query } }));
    },
    select: (page) => page.results,
  });
}

export function useLeave(query: { year?: number; employee?: string }) {
  return useQuery({
    queryKey: workdayKeys.leave(query),
    queryFn: () => unwrap(api.GET("/api/v1/leave/", { params: { query: { ...ALL, ...query } } })),
    select: (page) => page.results,
  });
}

export function useHolidayYears() {
  return useQuery({
    queryKey: workdayKeys.holidays(),
    queryFn: () => unwrap(api.GET("/api/v1/calendar/holidays/")),
    staleTime: Infinity,
  });
}

export const useCampuses = () => useQuery(campusesQuery);

export const useSchool = () =>
  useQuery({ queryKey: ["school"], queryFn: () => unwrap(api.GET("/api/v1/school/")) });

/** Whose leave one may enter: of an administrator everybody's, of a manager those she leads. */
export function useLed() {
  return useQuery({
    queryKey: ["people", "led"],
    queryFn: () => {
      const query = { ...ALL, state: "active" };
      return unwrap(api.GET("/api/v1/employees/", { params: { query } }));
    },
    // The API tells more than the name of those whom one leads.
    select: (page) => page.results.filter(({ username }) => username !== undefined),
  });
}

interface Saving<Fields> {
  fields: Fields;
  edited?: { id: number; changes: Partial<Fields> };
}

const nameOf = (fields: object) => Object.values(fields).join(".");

export function useSaveEntry() {
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving<EntryFields>) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/calendar/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id } },
            }),
          )
        : once(`calendar.${nameOf(body)}`, (key) =>
            unwrap(
              api.POST("/api/v1/calendar/", { body, params: { header: { ...idempotent(key) } } }),
            ),
          ),
    onSettled: useRefresh(),
  });
}

export function useRemoveEntry() {
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE("/api/v1/calendar/{id}/", { params: { path: { id } } })),
    onSettled: useRefresh(),
  });
}

export function useAddHolidays() {
  return useMutation({
    mutationFn: (year: number) =>
      once(`holidays.${year}`, (key) =>
        unwrap(
          api.POST("/api/v1/calendar/holidays/", {
            body: { year },
            params: { header: { ...idempotent(key) } },
          }),
        ),
      ),
    onSettled: useRefresh(),
  });
}

export function useSaveLeave() {
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving<LeaveFields>) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/leave/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id } },
            }),
          )
        : once(`leave.${nameOf(body)}`, (key) =>
            unwrap(
              api.POST("/api/v1/leave/", { body, params: { header: { ...idempotent(key) } } }),
            ),
          ),
    onSettled: useRefresh(),
  });
}

export function useRemoveLeave() {
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.DELETE("/api/v1/leave/{id}/", { params: { path: { id } } })),
    onSettled: useRefresh(),
  });
}

/** Weekly days of rest: of the school (with the version one looks at), or of a campus (null: as the school). */
export function useSaveRest(school: School, campus: Campus | undefined) {
  return useMutation({
    mutationFn: async (rest_days: number[] | null) => {
      if (campus) {
        const params = { path: { id: campus.id } };
        await unwrap(api.PATCH("/api/v1/campuses/{id}/", { body: { rest_days }, params }));
      } else {
        const params = { header: { ...ifMatch(school.version) } };
        const body = { rest_days: rest_days ?? [] };
        await unwrap(api.PATCH("/api/v1/school/", { body, params }));
      }
    },
    onSettled: useRefresh(),
  });
}
