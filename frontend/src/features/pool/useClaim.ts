import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import type { components } from "@/api/schema.gen";
import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { notify, notifyError, notifyRefusal } from "@/ui/notify";
import { errorText } from "@/ui/errorText";
import { poolKeys } from "./keys";
import { changeRows, findRow } from "./optimism";
import type { PoolRow } from "./usePool";

type Customer = components["schemas"]["CustomerDetail"];
interface Person {
  id: number;
  name: string;
}

/** Everything about customers but the pool's lists: a claimed row stays where it is until one leaves. */
export function refreshAround(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: poolKeys.lists(), refetchType: "none" });
  return client.invalidateQueries({
    queryKey: ["customers"],
    predicate: ({ queryKey }) => !(queryKey[1] === "pool" && queryKey[2] === "list"),
  });
}

/**
 * Claim at once on the screen, and take it back honestly when somebody was faster. There is no undo: releasing
 * would cost the claim and cool-down, so that is what the row offers instead.
 */
export function useClaim(me: Person, onClaimed: (customer: Customer) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Person) =>
      once(`claim.${id}`, (key) =>
        unwrap(
          api.POST("/api/v1/customers/{id}/claim/", {
            params: { path: { id }, header: idempotent(key) },
          }),
        ),
      ),
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: poolKeys.lists() });
      const before = findRow(client, id);
      changeRows(client, new Set([id]), (row) => ({ ...row, owner: me }));
      return { before };
    },
    onSuccess: (customer) => {
      client.setQueryData(["customers", "detail", customer.id], customer);
      changeRows(client, new Set([customer.id]), (row) => ({ ...row, ...customer }));
      notify(t("pool.claimed", { name: customer.name || t("customers.unnamed") }));
      onClaimed(customer);
    },
    onError: (error, { id, name }, context) => {
      // With the reason on it, so that the button does not invite to try the same again.
      const claim = refusalOf(error);
      changeRows(client, new Set([id]), (row) => {
        const before = context?.before ?? row;
        return claim ? { ...before, refusals: { claim } } : before;
      });
      notifyRefusal(
        t("pool.lost", { name: name || t("customers.unnamed"), reason: errorText(error) }),
      );
    },
    onSettled: () => refreshAround(client),
  });
}

/** The best one for me, as the server ranks them. */
export function useClaimNext(onClaimed: (customer: Customer) => void) {
  const client = useQueryClient();
  return useMutation({
    // One key until it is answered: after a lost network a retry must not claim a second one.
    mutationFn: () =>
      once("claim-next", (key) =>
        unwrap(
          api.POST("/api/v1/pool/claim-next/", { params: { header: idempotent(key) }, body: {} }),
        ),
      ),
    onSuccess: (customer) => {
      client.setQueryData(["customers", "detail", customer.id], customer);
      changeRows(client, new Set([customer.id]), (row) => ({ ...row, ...customer }));
      notify(t("pool.claimed", { name: customer.name || t("customers.unnamed") }));
      onClaimed(customer);
    },
    onError: (error) => notifyError(error),
    onSettled: () => refreshAround(client),
  });
}

export function useClaimMany(me: Person) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (customers: number[]) =>
      once(`claim.${customers.join()}`, (key) =>
        unwrap(
          api.POST("/api/v1/pool/claim/", {
            params: { header: idempotent(key) },
            body: { customers },
          }),
        ),
      ),
    onSuccess: ({ results }) => {
      const won = new Set(results.filter(({ ok }) => ok).map(({ customer }) => customer));
      changeRows(client, won, (row) => ({ ...row, owner: me }));
      for (const { customer, error } of results)
        if (error)
          changeRows(client, new Set([customer]), (row) => ({
            ...row,
            refusals: { claim: error },
          }));
    },
    onSettled: () => refreshAround(client),
  });
}

function refusalOf(error: unknown): PoolRow["refusals"]["claim"] {
  if (!isProblem(error) || error.status >= 500) return null;
  const code = error.code as NonNullable<PoolRow["refusals"]["claim"]>["code"];
  return { code, detail: error.detail, ...error.params };
}
