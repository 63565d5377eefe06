import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { useMoneyCommand } from "@/api/moneyMoved";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type Seat = Schemas["EnrollmentRow"];
/** A seat, and why the caller may not take money for it. */
export type Found = Schemas["CounterRow"];
export type Part = Schemas["PartRow"];
export type Receipt = Schemas["Receipt"];
export type Item = Schemas["ReceiveItemRequest"];
/** What waits for money: parts by when they are due, and seats that are held for it. */
export type Waiting = "today" | "overdue" | "seats";

export const counterKeys = {
  all: ["counter"] as const,
  found: (words: string) => [...counterKeys.all, "found", words] as const,
  household: (payer: number) => [...counterKeys.all, "household", payer] as const,
  parts: (enrollments: readonly number[]) => [...counterKeys.all, "parts", enrollments] as const,
  submitted: (enrollments: readonly number[]) =>
    [...counterKeys.all, "submitted", enrollments] as const,
  due: (due: string, campus: string) => [...counterKeys.all, "due", due, campus] as const,
  seats: (campus: string) => [...counterKeys.all, "seats", campus] as const,
};

const SHORTEST = 2;
export const canSearch = (words: string): boolean => words.trim().length >= SHORTEST;

export function useFound(words: string) {
  return useQuery({
    queryKey: counterKeys.found(words),
    queryFn: () => unwrap(api.GET("/api/v1/counter/", { params: { query: { search: words } } })),
    select: ({ results }) => results,
    enabled: canSearch(words),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Everything of one household that can be paid for. */
export const householdQuery = (payer: number) =>
  queryOptions({
    queryKey: counterKeys.household(payer),
    queryFn: () => unwrap(api.GET("/api/v1/counter/", { params: { query: { payer } } })),
    select: ({ results }) => results,
    staleTime: 0,
  });

/** The parts of these enrollments that are not paid in full, the earliest first. */
export function useParts(enrollments: readonly number[]) {
  const query = { enrollment: enrollments.join(","), due: "open", page_size: 200 };
  return useQuery({
    queryKey: counterKeys.parts(enrollments),
    queryFn: () => unwrap(api.GET("/api/v1/installments/", { params: { query } })),
    select: ({ results }) => results,
    enabled: enrollments.length > 0,
    staleTime: 0,
  });
}

/** What was handed in for these enrollments and is not confirmed yet. */
export function useSubmitted(enrollments: readonly number[]) {
  const query = { enrollment: enrollments.join(","), state: "submitted", to_confirm: true };
  return useQuery({
    queryKey: counterKeys.submitted(enrollments),
    queryFn: () => unwrap(api.GET("/api/v1/payments/", { params: { query } })),
    select: ({ results }) => results,
    enabled: enrollments.length > 0,
    staleTime: 0,
  });
}

export function useDue(due: "today" | "overdue", campus: string, enabled: boolean) {
  const query = { due, ...(campus && { campus }) };
  return useInfiniteQuery({
    ...byPage(counterKeys.due(due, campus), (cursor) =>
      unwrap(api.GET("/api/v1/installments/", { params: { query: { ...query, cursor } } })),
    ),
    enabled,
    staleTime: 0,
  });
}

/** Seats that are held until the money is there: whose hold ends first stands first. */
export function useSeats(campus: string, enabled: boolean) {
  const query = {
    state: "awaiting_payment",
    ordering: "held_until" as const,
    ...(campus && { campus }),
  };
  return useInfiniteQuery({
    ...byPage(counterKeys.seats(campus), (cursor) =>
      unwrap(api.GET("/api/v1/enrollments/", { params: { query: { ...query, cursor } } })),
    ),
    enabled,
    staleTime: 0,
  });
}

/** One key a payer: the next one in line must not be taken for a repetition. */
export const useReceive = (payer: number) =>
  useMoneyCommand((items: Item[]) =>
    once(`counter.receive.${payer}`, (key) =>
      unwrap(
        api.POST("/api/v1/counter/receive/", {
          body: { items },
          params: { header: { ...idempotent(key) } },
        }),
      ),
    ),
  );
