import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { cursorOf } from "@/lib/cursorOf";

type Schemas = components["schemas"];
export type Entry = Schemas["ListEntry"];
export type Labels = Pick<Entry, "label_en" | "label_zh">;

export const KINDS = [
  "source",
  "campaign",
  "release_reason",
  "lost_reason",
  "payment_method",
] as const;
export type ListKind = (typeof KINDS)[number];

const listKeys = {
  // Below what everybody chooses from, so that one refresh reaches both.
  all: (kind: ListKind) => ["choices", kind] as const,
  entries: (kind: ListKind) => [...listKeys.all(kind), "entries"] as const,
};

/** All entries of a list in their order, in use or not. */
export function useEntries(kind: ListKind) {
  return useQuery({
    queryKey: listKeys.entries(kind),
    queryFn: async () => {
      const all: Entry[] = [];
      let cursor: string | undefined;
      do {
        const query = { page_size: 200, cursor };
        const page = await unwrap(
          api.GET("/api/v1/lists/{kind}/", { params: { path: { kind }, query } }),
        );
        all.push(...page.results);
        cursor = cursorOf(page);
      } while (cursor);
      return all;
    },
  });
}

function useRefresh(kind: ListKind): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: listKeys.all(kind) });
}

export function useAddEntry(kind: ListKind) {
  return useMutation({
    mutationFn: (body: Labels) =>
      once(`list.${kind}.${body.label_en}.${body.label_zh}`, (key) =>
        unwrap(
          api.POST("/api/v1/lists/{kind}/", {
            body,
            params: { path: { kind }, header: { ...idempotent(key) } },
          }),
        ),
      ),
    onSettled: useRefresh(kind),
  });
}

type Change = Partial<Labels & Pick<Entry, "is_active">>;

export function useEditEntry(kind: ListKind) {
  return useMutation({
    mutationFn: ({ id, ...body }: Change & { id: number }) =>
      unwrap(
        api.PATCH("/api/v1/lists/{kind}/{id}/", {
          body,
          params: { path: { kind, id } },
        }),
      ),
    onSettled: useRefresh(kind),
  });
}

/** Shown in its new order at once; taken back when it is refused. */
export function useOrderEntries(kind: ListKind) {
  const client = useQueryClient();
  const key = listKeys.entries(kind);
  const refresh = useRefresh(kind);
  return useMutation({
    // One after the other: each sends the whole order as it then is.
    scope: { id: key.join(".") },
    mutationFn: (entries: number[]) =>
      once(`list.${kind}.order.${entries.join(".")}`, (idempotency) =>
        unwrap(
          api.POST("/api/v1/lists/{kind}/order/", {
            body: { entries },
            params: { path: { kind }, header: { ...idempotent(idempotency) } },
          }),
        ),
      ),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<Entry[]>(key, (old) => old && inOrder(old, ids));
    },
    onSettled: () => {
      // A later move is shown already; its own answer follows.
      if (client.isMutating({ mutationKey: key }) <= 1) return refresh();
    },
    mutationKey: key,
  });
}

function inOrder(entries: readonly Entry[], ids: readonly number[]): Entry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The ids with the one at `index` moved up (-1) or down (+1). */
export function moved(entries: readonly Entry[], index: number, by: -1 | 1): number[] {
  const ids = entries.map(({ id }) => id);
  const [one] = ids.splice(index, 1);
  if (one !== undefined) ids.splice(index + by, 0, one);
  return ids;
}
