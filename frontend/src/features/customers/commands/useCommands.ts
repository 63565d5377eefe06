import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, idempotent, ifMatch, unwrap } from "@/api/client";
import { once } from "@/api/once";
import { customerKeys, refreshCustomers } from "@/features/customers/keys";
import type { Customer, CustomerStatus } from "@/features/customers/types";

/** A command that answers with the customer as I now see them, or with their id when I no longer do. */
function useCustomerCommand<Input>(send: (input: Input) => Promise<Customer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (customer) => {
      if ("name" in customer) client.setQueryData(customerKeys.detail(customer.id), customer);
    },
    onSettled: () => refreshCustomers(client),
  });
}

const of = (id: number, key: string) => ({ path: { id }, header: idempotent(key) });

export const useRelease = () =>
  useCustomerCommand(({ id, ...body }: { id: number; reason: string; note: string }) =>
    once(`release.${id}`, (key) =>
      unwrap(api.POST("/api/v1/customers/{id}/release/", { params: of(id, key), body })),
    ),
  );

export const useAssign = () =>
  useCustomerCommand(({ id, ...body }: { id: number; owner: number | null; note: string }) =>
    once(`assign.${id}.${body.owner}`, (key) =>
      unwrap(api.POST("/api/v1/customers/{id}/assign/", { params: of(id, key), body })),
    ),
  );

interface Move {
  id: number;
  status: CustomerStatus;
  reason: string;
  note: string;
}
export const useChangeStatus = () =>
  useCustomerCommand(({ id, ...body }: Move) =>
    once(`status.${id}.${body.status}`, (key) =>
      unwrap(api.POST("/api/v1/customers/{id}/status/", { params: of(id, key), body })),
    ),
  );

export const useProtect = () =>
  useCustomerCommand(({ id, ...body }: { id: number; until: string | null; note: string }) =>
    once(`protect.${id}.${body.until}`, (key) =>
      unwrap(api.POST("/api/v1/customers/{id}/protect/", { params: of(id, key), body })),
    ),
  );

export const useRestore = () =>
  useCustomerCommand((id: number) =>
    once(`restore.${id}`, (key) =>
      unwrap(api.POST("/api/v1/customers/{id}/restore/", { params: of(id, key) })),
    ),
  );

export function useDelete() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: number; version: number }) =>
      api.DELETE("/api/v1/customers/{id}/", {
        params: { path: { id }, header: ifMatch(version) },
      }),
    onSuccess: (_, { id }) => client.removeQueries({ queryKey: customerKeys.detail(id) }),
    onSettled: () => refreshCustomers(client),
  });
}

interface Many {
  customers: number[];
  note: string;
}

export function useReleaseMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Many & { reason: string }) =>
      once(`release.${body.customers.join()}`, (key) =>
        unwrap(
          api.POST("/api/v1/customers/bulk/release/", {
            params: { header: idempotent(key) },
            body,
          }),
        ),
      ),
    onSettled: () => refreshCustomers(client),
  });
}

export function useAssignMany() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Many & { owner: number | null }) =>
      once(`assign.${body.owner}.${body.customers.join()}`, (key) =>
        unwrap(
          api.POST("/api/v1/customers/bulk/assign/", { params: { header: idempotent(key) }, body }),
        ),
      ),
    onSettled: () => refreshCustomers(client),
  });
}
