import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { once } from "@/api/once";
import { campusesQuery } from "@/api/reference";
import type { components } from "@/api/schema.gen";
import { byPage, cursorOf } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type Campus = Schemas["Campus"];
export type Course = Schemas["Course"];
export type Department = Schemas["Department"];
export type School = Schemas["School"];
/** Weekly rest is edited with the calendar. */
export type SchoolFields = Required<Omit<Schemas["PatchedSchoolEditRequest"], "rest_days">>;
export type CampusFields = Schemas["CampusWriteRequest"];
export type CourseFields = Schemas["CourseWriteRequest"];
export type DepartmentFields = Schemas["DepartmentWriteRequest"];

export const schoolKeys = {
  choices: ["choices"] as const,
  departments: () => [...schoolKeys.choices, "departments", "tree"] as const,
  school: () => ["school"] as const,
  leaders: () => ["people", "leaders"] as const,
};

/** What everybody chooses from has changed; so has what is left to set up. */
export function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    for (const shown of [schoolKeys.choices, ["people"], ["setup"], ["classes"]]) {
      void client.invalidateQueries({ queryKey: shown });
    }
  };
}

export interface Saving<Fields> {
  fields: Fields;
  /** Of the one that is edited; without them one is added. */
  edited?: { id: number; changes: Partial<Fields> };
}

/** Tried again after a lost network, one is added once. */
export function useSaveCampus() {
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving<CampusFields>) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/campuses/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id } },
            }),
          )
        : once(`campus.${body.code}`, (key) =>
            unwrap(
              api.POST("/api/v1/campuses/", { body, params: { header: { ...idempotent(key) } } }),
            ),
          ),
    onSettled: useRefresh(),
  });
}

export function useSaveCourse() {
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving<CourseFields>) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/courses/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id } },
            }),
          )
        : once(`course.${body.code}`, (key) =>
            unwrap(
              api.POST("/api/v1/courses/", { body, params: { header: { ...idempotent(key) } } }),
            ),
          ),
    onSettled: useRefresh(),
  });
}

export function useSaveDepartment() {
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving<DepartmentFields>) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/departments/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id } },
            }),
          )
        : once(`department.${body.parent ?? ""}.${body.name}`, (key) =>
            unwrap(
              api.POST("/api/v1/departments/", {
                body,
                params: { header: { ...idempotent(key) } },
              }),
            ),
          ),
    onSettled: useRefresh(),
  });
}

export function useRemoveDepartment() {
  return useMutation({
    mutationFn: (id: number) =>
      once(`department.${id}.remove`, (key) =>
        unwrap(
          api.POST("/api/v1/departments/{id}/remove/", {
            params: { path: { id }, header: { ...idempotent(key) } },
          }),
        ),
      ),
    onSettled: useRefresh(),
  });
}

/** All departments, each before those below it. */
export function useDepartments() {
  return useQuery({
    queryKey: schoolKeys.departments(),
    queryFn: async () => {
      const all: Department[] = [];
      let cursor: string | undefined;
      do {
        const query = { page_size: 200, cursor };
        const page = await unwrap(api.GET("/api/v1/departments/", { params: { query } }));
        all.push(...page.results);
        cursor = cursorOf(page);
      } while (cursor);
      return all;
    },
  });
}

/** Whoever may lead a department. */
export function useLeaders() {
  return useQuery({
    queryKey: schoolKeys.leaders(),
    queryFn: () => {
      const query = { state: "active", role: "manager,admin", page_size: 200 };
      return unwrap(api.GET("/api/v1/employees/", { params: { query } }));
    },
    select: (page) => page.results,
  });
}

/** Campuses in use, to choose from. */
export const useCampuses = () => useQuery(campusesQuery);

export function useSchool() {
  return useQuery({
    queryKey: schoolKeys.school(),
    queryFn: () => unwrap(api.GET("/api/v1/school/")),
  });
}

/** What is sent is what was changed here; somebody else's change meanwhile is refused, not overwritten. */
export function useSaveSchool() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, changes }: { version: number; changes: Partial<SchoolFields> }) =>
      unwrap(
        api.PATCH("/api/v1/school/", {
          body: changes,
          params: { header: { ...ifMatch(version) } },
        }),
      ),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: schoolKeys.school() });
      void client.invalidateQueries({ queryKey: ["setup"] });
    },
  });
}

/** Those in use and those not. */
export function useCampusList() {
  return useInfiniteQuery({
    ...byPage([...schoolKeys.choices, "campuses", "list"], (cursor) =>
      unwrap(api.GET("/api/v1/campuses/", { params: { query: { cursor } } })),
    ),
  });
}

export function useCourseList() {
  return useInfiniteQuery({
    ...byPage([...schoolKeys.choices, "courses", "list"], (cursor) =>
      unwrap(api.GET("/api/v1/courses/", { params: { query: { cursor } } })),
    ),
  });
}
