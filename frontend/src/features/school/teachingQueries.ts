import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";
import { type Saving, schoolKeys, useRefresh } from "./queries";

type Schemas = components["schemas"];
export type Teacher = Schemas["Teacher"];
export type Room = Schemas["Room"];
export type TeacherFields = Schemas["TeacherWriteRequest"];
export type RoomFields = Schemas["RoomWriteRequest"];

export function useSaveTeacher() {
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving<TeacherFields>) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/teachers/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id } },
            }),
          )
        : once(`teacher.${body.name}`, (key) =>
            unwrap(
              api.POST("/api/v1/teachers/", { body, params: { header: { ...idempotent(key) } } }),
            ),
          ),
    onSettled: useRefresh(),
  });
}

export function useSaveRoom() {
  return useMutation({
    mutationFn: ({ fields: body, edited }: Saving<RoomFields>) =>
      edited
        ? unwrap(
            api.PATCH("/api/v1/rooms/{id}/", {
              body: edited.changes,
              params: { path: { id: edited.id } },
            }),
          )
        : once(`room.${body.campus}.${body.name}`, (key) =>
            unwrap(
              api.POST("/api/v1/rooms/", { body, params: { header: { ...idempotent(key) } } }),
            ),
          ),
    onSettled: useRefresh(),
  });
}

export function useTeacherList() {
  return useInfiniteQuery({
    ...byPage([...schoolKeys.choices, "teachers", "list"], (cursor) =>
      unwrap(api.GET("/api/v1/teachers/", { params: { query: { cursor } } })),
    ),
  });
}

export function useRoomList() {
  return useInfiniteQuery({
    ...byPage([...schoolKeys.choices, "rooms", "list"], (cursor) =>
      unwrap(api.GET("/api/v1/rooms/", { params: { query: { cursor } } })),
    ),
  });
}

/** Colleagues who may be the same person as a teacher. */
export function useColleagues() {
  return useQuery({
    queryKey: ["people", "colleagues"],
    queryFn: () => {
      const query = { state: "active", page_size: 200 };
      return unwrap(api.GET("/api/v1/employees/", { params: { query } }));
    },
    select: (page) => page.results,
  });
}
