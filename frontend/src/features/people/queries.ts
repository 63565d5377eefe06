import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components, paths } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type Employee = Schemas["Employee"];
export type EmployeeState = Schemas["EmployeeState"];
export type Role = Schemas["Role"];
export type Department = Schemas["Department"];
export type Approval = Schemas["ApproveRequest"];
export type Place = Schemas["PatchedPlaceRequest"];
type Query = NonNullable<paths["/api/v1/employees/"]["get"]["parameters"]["query"]>;

export const ROLES: readonly Role[] = ["sales", "manager", "finance", "admin"];
export const STATES: readonly EmployeeState[] = [
  "pending",
  "active",
  "suspended",
  "rejected",
  "left",
];

export const peopleKeys = {
  all: ["people"] as const,
  list: (query: Query) => [...peopleKeys.all, "list", query] as const,
  one: (id: number) => [...peopleKeys.all, "one", id] as const,
  departments: () => ["choices", "departments"] as const,
};

export function useEmployees(said: Query) {
  return useInfiniteQuery({
    ...byPage(peopleKeys.list(said), (cursor) =>
      unwrap(api.GET("/api/v1/employees/", { params: { query: { ...said, cursor } } })),
    ),
    placeholderData: keepPreviousData,
  });
}

export function useEmployee(id: number) {
  return useQuery({
    queryKey: peopleKeys.one(id),
    queryFn: () => unwrap(api.GET("/api/v1/employees/{id}/", { params: { path: { id } } })),
  });
}

/** Each department before those below it. */
export function useDepartments() {
  return useQuery({
    queryKey: peopleKeys.departments(),
    queryFn: () =>
      unwrap(api.GET("/api/v1/departments/", { params: { query: { page_size: 200 } } })),
    select: (page) => page.results,
    staleTime: 10 * 60_000,
  });
}

/** What is decided about somebody shows in every list of people, on Today and in the inbox. */
function useRefresh(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: peopleKeys.all });
    void client.invalidateQueries({ queryKey: ["customers", "today"] });
    void client.invalidateQueries({ queryKey: ["customers", "inbox"] });
  };
}

export function useApprove(id: number) {
  return useMutation({
    mutationFn: (body: Approval) =>
      once(`employee.${id}.approve`, (key) =>
        unwrap(
          api.POST("/api/v1/employees/{id}/approve/", {
            body,
            params: { path: { id }, header: { ...idempotent(key) } },
          }),
        ),
      ),
    onSettled: useRefresh(),
  });
}

export type Decision = "reject" | "suspend" | "resume";

export function useDecide(id: number) {
  return useMutation({
    mutationFn: (what: Decision) =>
      once(`employee.${id}.${what}`, (key) => {
        const init = { params: { path: { id }, header: { ...idempotent(key) } } };
        switch (what) {
          case "reject":
            return unwrap(api.POST("/api/v1/employees/{id}/reject/", init));
          case "suspend":
            return unwrap(api.POST("/api/v1/employees/{id}/suspend/", init));
          case "resume":
            return unwrap(api.POST("/api/v1/employees/{id}/resume/", init));
        }
      }),
    onSettled: useRefresh(),
  });
}

/** Role, department, campus, grants: whoever is moved has to log in again. */
export function usePlace(id: number) {
  return useMutation({
    mutationFn: (body: Place) =>
      unwrap(api.PATCH("/api/v1/employees/{id}/", { params: { path: { id } }, body })),
    onSettled: useRefresh(),
  });
}
