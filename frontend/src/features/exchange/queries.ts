import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { byPage } from "@/lib/cursorOf";
import { wholeErrorText } from "@/ui/errorText";
import { notifyRefusal } from "@/ui/notify";

type Schemas = components["schemas"];
export type Import = Schemas["Import"];
export type ImportSummary = Schemas["ImportSummary"];
export type ImportState = ImportSummary["state"];
export type ImportRow = Schemas["ImportRow"];
export type Verdict = Schemas["VerdictEnum"];
export type Kind = keyof Import["unknown"];
export type UnknownValue = Schemas["UnknownValue"];
export type Choice = UnknownValue["choice"];
export type Change = Schemas["PatchedChangeRequest"];
export type Run = "dry-run" | "commit";

export const VERDICTS: readonly Verdict[] = ["new", "duplicate", "invalid", "blank"];
export const KINDS: readonly Kind[] = ["campus", "course", "source", "intent", "consultant"];
const BUSY: readonly ImportState[] = ["queued", "dry_running", "running"];
const WATCH_MS = 1000;
const GLANCE_MS = 4000;

export const isBusy = ({ state }: Pick<ImportSummary, "state">) => BUSY.includes(state);

export const importKeys = {
  all: ["imports"] as const,
  list: () => [...importKeys.all, "list"] as const,
  one: (id: number) => [...importKeys.all, "one", id] as const,
  rows: (id: number, verdict: Verdict, finished: string) =>
    [...importKeys.one(id), "rows", verdict, finished] as const,
};

export function useImports() {
  return useInfiniteQuery({
    ...byPage(importKeys.list(), (cursor) =>
      unwrap(api.GET("/api/v1/imports/", { params: { query: { cursor } } })),
    ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.results.some(isBusy)) ? GLANCE_MS : false,
  });
}

/** One import, watched while it waits or runs. */
export function useImport(id: number) {
  return useQuery({
    queryKey: importKeys.one(id),
    queryFn: () => unwrap(api.GET("/api/v1/imports/{id}/", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? WATCH_MS : false),
  });
}

/** An import that has gone in changes what others show: customers, and the lists it added to. */
export function useNewsOf({ state }: Pick<Import, "state">) {
  const client = useQueryClient();
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== state && state === "committed") {
      for (const shown of ["customers", "choices"]) {
        void client.invalidateQueries({ queryKey: [shown] });
      }
      void client.invalidateQueries({ queryKey: importKeys.list() });
    }
    before.current = state;
  }, [client, state]);
}

/** `finished`: which run's verdicts, so that those of an earlier one are not shown. */
export function useRows(id: number, verdict: Verdict, finished: string) {
  return useInfiniteQuery({
    ...byPage(importKeys.rows(id, verdict, finished), (cursor) => {
      const query = { verdict, cursor };
      return unwrap(api.GET("/api/v1/imports/{id}/rows/", { params: { path: { id }, query } }));
    }),
  });
}

/** The pools one may import into: the default one first. */
export function usePools(mine: readonly { id: number }[]) {
  const ids = new Set(mine.map(({ id }) => id));
  return useQuery({
    queryKey: ["choices", "pools"],
    queryFn: () => unwrap(api.GET("/api/v1/pools/")),
    select: (pools) =>
      pools
        .filter(({ id }) => ids.has(id))
        .sort((one, other) => Number(other.is_default) - Number(one.is_default)),
    staleTime: 10 * 60_000,
  });
}

/** Whom a consultant column may name: those whom the viewer leads, as the API shows by their refusals. */
export function useHolders(enabled: boolean) {
  return useQuery({
    queryKey: ["people", "holders"],
    queryFn: () => {
      const query = { state: "active", role: "sales,manager,admin", page_size: 200 };
      return unwrap(api.GET("/api/v1/employees/", { params: { query } }));
    },
    select: (page) => page.results.filter(({ refusals }) => refusals !== undefined),
    enabled,
  });
}

export function useUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, pool }: { file: File; pool: number | undefined }) =>
      once(`import.${file.name}.${file.size}.${file.lastModified}.${pool ?? ""}`, (key) =>
        unwrap(
          api.POST("/api/v1/imports/", {
            // The schema says "binary"; a form says File.
            body: { file: file as unknown as string, ...(pool ? { pool } : {}) },
            bodySerializer: asForm,
            params: { header: { ...idempotent(key) } },
          }),
        ),
      ),
    onSuccess: (batch) => client.setQueryData(importKeys.one(batch.id), batch),
    onSettled: () => client.invalidateQueries({ queryKey: importKeys.list() }),
  });
}

function asForm(body: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    form.append(name, value instanceof File ? value : String(value));
  }
  return form;
}

/** Settle mapping, pool or choices: shown at once, taken back when it is refused. */
export function useChangeImport(id: number) {
  const client = useQueryClient();
  const key = importKeys.one(id);
  const mutationKey = [...key, "change"];
  return useMutation({
    mutationKey,
    // One after the other: each answer holds what those before it said.
    scope: { id: mutationKey.join(".") },
    mutationFn: (body: Change) =>
      unwrap(api.PATCH("/api/v1/imports/{id}/", { params: { path: { id } }, body })),
    onMutate: async (body) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<Import>(key, (batch) => batch && changed(batch, body));
    },
    onSuccess: (batch) => {
      // A later change is shown already; its own answer follows.
      if (client.isMutating({ mutationKey }) === 1) client.setQueryData(key, batch);
    },
    onError: (error) => {
      notifyRefusal(wholeErrorText(error));
      void client.invalidateQueries({ queryKey: key });
    },
  });
}

function changed(batch: Import, { mapping = {}, choices = {} }: Change): Import {
  const said = Object.entries(mapping).map(([index, code]) => [index, code ?? "skip"]);
  const unknown = { ...batch.unknown };
  for (const kind of KINDS) {
    unknown[kind] = unknown[kind].map((entry) => ({
      ...entry,
      choice: choices[kind]?.[entry.value] ?? entry.choice,
    }));
  }
  const merged = { ...batch.mapping, ...(Object.fromEntries(said) as Record<string, string>) };
  return { ...batch, mapping: merged, unknown, counts: null };
}

/** Ask for a run in the background; the import is watched from then on. */
export function useRun(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (run: Run) =>
      once(`import.${id}.${run}`, (key) => {
        const init = { params: { path: { id }, header: { ...idempotent(key) } } };
        return run === "commit"
          ? unwrap(api.POST("/api/v1/imports/{id}/commit/", init))
          : unwrap(api.POST("/api/v1/imports/{id}/dry-run/", init));
      }),
    onSuccess: (batch) => client.setQueryData(importKeys.one(id), batch),
    onError: (error) => {
      notifyRefusal(wholeErrorText(error));
      void client.invalidateQueries({ queryKey: importKeys.one(id) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: importKeys.list() }),
  });
}
