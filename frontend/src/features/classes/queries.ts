import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { once } from "@/api/once";
import { campusesQuery, coursesQuery, roomsQuery, teachersQuery } from "@/api/reference";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type ClassRow = Schemas["Class"];
export type ClassDetail = Schemas["ClassDetail"];
export type ClassState = Schemas["ClassState"];
export type ClassType = Schemas["ClassType"];
export type Clash = Schemas["Clash"];
export type WeeklySession = Schemas["WeeklySession"];
export type Lesson = Schemas["Lesson"];
export type ClassFields = Schemas["ClassWriteRequest"];
export type SessionFields = Schemas["WeeklySessionWriteRequest"];
type Query = NonNullable<paths["/api/v1/classes/"]["get"]["parameters"]["query"]>;
type Said = { [Name in keyof Query]?: Query[Name] | string | undefined };

/** Begins with "classes": enrollments change their seats, and say so. */
export const classKeys = {
  all: ["classes"] as const,
  list: (query: Query) => [...classKeys.all, "list", query] as const,
  one: (id: number) => [...classKeys.all, "detail", id] as const,
  terms: () => [...classKeys.all, "terms"] as const,
  clashes: (body: ClashBody | null) => [...classKeys.all, "clashes", body] as const,
  timetable: (query: TimetableQuery) => [...classKeys.all, "timetable", query] as const,
};

export function useClassList(said: Said) {
  // The URL carries texts, and so does the wire.
  const query = said as Query;
  return useInfiniteQuery({
    ...byPage(classKeys.list(query), (cursor) =>
      unwrap(api.GET("/api/v1/classes/", { params: { query: { ...query, cursor } } })),
    ),
    placeholderData: keepPreviousData,
  });
}

export function useClass(id: number) {
  return useQuery({
    queryKey: classKeys.one(id),
    queryFn: () => unwrap(api.GET("/api/v1/classes/{id}/", { params: { path: { id } } })),
  });
}

export function useTerms() {
  return useQuery({
    queryKey: classKeys.terms(),
    queryFn: () => unwrap(api.GET("/api/v1/classes/terms/")),
    select: ({ terms }) => terms,
  });
}

export const useCourses = () => useQuery(coursesQuery);
export const useCampuses = () => useQuery(campusesQuery);
export const useTeachers = () => useQuery(teachersQuery);
export const useRooms = () => useQuery(roomsQuery);

function useRefresh(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: classKeys.all });
}

interface Saving {
  fields: ClassFields;
  edited?: { id: number; version: number };
}

/** What is sent is refused when somebody else changed the class meanwhile. */
export function useSaveClass() {
  return useMutation({
    mutationFn: ({ fields, edited }: Saving) => {
      if (!edited) {
        const place = `class.${fields.campus}.${fields.term}.${fields.code}`;
        return once(place, (key) =>
          unwrap(
            api.POST("/api/v1/classes/", {
              body: fields,
              params: { header: { ...idempotent(key) } },
            }),
          ),
        );
      }
      // Course and campus are those it was planned for.
      const body: Partial<ClassFields> = { ...fields };
      delete body.course;
      delete body.campus;
      return unwrap(
        api.PATCH("/api/v1/classes/{id}/", {
          body,
          params: { path: { id: edited.id }, header: { ...ifMatch(edited.version) } },
        }),
      );
    },
    onSettled: useRefresh(),
  });
}

export type Move = "open" | "start" | "complete" | "cancel";

export function useMoveClass(id: number) {
  return useMutation({
    mutationFn: ({ move, despite }: { move: Move; despite?: boolean }) =>
      once(`class.${id}.${move}`, (key) => {
        const params = { path: { id }, header: { ...idempotent(key) } };
        if (move === "start") {
          const body = { despite_minimum: despite ?? false };
          return unwrap(api.POST("/api/v1/classes/{id}/start/", { body, params }));
        }
        return unwrap(api.POST(`/api/v1/classes/{id}/${move}/`, { params }));
      }),
    onSettled: useRefresh(),
  });
}

export function useCopyClass(id: number) {
  return useMutation({
    mutationFn: (body: Schemas["CopyClassRequest"]) =>
      once(`class.${id}.copy.${body.term}`, (key) =>
        unwrap(
          api.POST("/api/v1/classes/{id}/copy/", {
            body,
            params: { path: { id }, header: { ...idempotent(key) } },
          }),
        ),
      ),
    onSettled: useRefresh(),
  });
}

export type ClashBody = Schemas["CheckClashesRequest"];

/** Asked while one types; null: there is nothing to ask yet. */
export function useClashes(body: ClashBody | null) {
  return useQuery({
    queryKey: classKeys.clashes(body),
    queryFn: () =>
      body === null
        ? { clashes: [] }
        : unwrap(api.POST("/api/v1/classes/check-clashes/", { body })),
    select: ({ clashes }) => clashes,
    placeholderData: keepPreviousData,
    enabled: body !== null,
    retry: false,
  });
}

export type TimetableQuery = paths["/api/v1/timetable/"]["get"]["parameters"]["query"];

export function useTimetable(query: TimetableQuery) {
  return useQuery({
    queryKey: classKeys.timetable(query),
    queryFn: () => unwrap(api.GET("/api/v1/timetable/", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}
