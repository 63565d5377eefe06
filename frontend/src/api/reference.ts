import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import type { components } from "./schema.gen";

/*
 * What every feature chooses from: it changes a few times a year. A school has at most a page of each.
 */
type Schemas = components["schemas"];
export type Course = Schemas["Course"];
export type Campus = Schemas["Campus"];
export type ListEntry = Schemas["ListEntry"];

const RARELY = { staleTime: 10 * 60_000 };
const ALL = { page_size: 200 };

interface Page<T> {
  results: T[];
}
const active = <T extends { is_active: boolean }>(page: Page<T>) =>
  page.results.filter((each) => each.is_active);

export const coursesQuery = queryOptions({
  queryKey: ["choices", "courses"],
  queryFn: () => unwrap(api.GET("/api/v1/courses/", { params: { query: ALL } })),
  select: active<Course>,
  ...RARELY,
});

export const campusesQuery = queryOptions({
  queryKey: ["choices", "campuses"],
  queryFn: () => unwrap(api.GET("/api/v1/campuses/", { params: { query: ALL } })),
  select: active<Campus>,
  ...RARELY,
});

export const teachersQuery = queryOptions({
  queryKey: ["choices", "teachers"],
  queryFn: () => unwrap(api.GET("/api/v1/teachers/", { params: { query: ALL } })),
  select: active<Schemas["Teacher"]>,
  ...RARELY,
});

export const roomsQuery = queryOptions({
  queryKey: ["choices", "rooms"],
  queryFn: () => unwrap(api.GET("/api/v1/rooms/", { params: { query: ALL } })),
  select: active<Schemas["Room"]>,
  ...RARELY,
});

type ListKind = "source" | "campaign" | "release_reason" | "lost_reason" | "payment_method";

/** The school's own lists, in its own order; say an entry by `entryText`. */
export const listQuery = (kind: ListKind) =>
  queryOptions({
    queryKey: ["choices", kind],
    queryFn: () =>
      unwrap(api.GET("/api/v1/lists/{kind}/", { params: { path: { kind }, query: ALL } })),
    select: active<ListEntry>,
    ...RARELY,
  });

// One and the same, for what is computed of it only once.
const NONE: readonly ListEntry[] = [];

/** The school's ways to pay. */
export const useWays = (): readonly ListEntry[] =>
  useQuery(listQuery("payment_method")).data ?? NONE;
