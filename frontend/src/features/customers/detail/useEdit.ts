import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, unwrap } from "@/api/client";
import { customerKeys, refreshCustomers } from "@/features/customers/keys";
import type { Customer } from "@/features/customers/types";
import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { notify, notifyError } from "@/ui/notify";
import type { Changes, FieldSpec } from "./fields";
import { wording } from "./fields";

/** Two people changed the same field; shown side by side until one value is chosen. */
export interface Conflict {
  field: string;
  before: string;
  mine: string;
  theirs: string;
  choose: (mine: boolean) => void;
}

/** Saves one field at a time, on the version that was looked at. */
export function useEdit(customer: Customer) {
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Conflict | null>(null);

  async function patch(version: number, changes: Changes): Promise<Customer> {
    const saved = await unwrap(
      api.PATCH("/api/v1/customers/{id}/", {
        params: { path: { id: customer.id }, header: ifMatch(version) },
        body: changes,
      }),
    );
    client.setQueryData(customerKeys.detail(customer.id), saved);
    void refreshCustomers(client);
    return saved;
  }

  /** The version moved on: when this field did not, nobody needs to be asked. */
  async function settle(spec: FieldSpec, value: string): Promise<boolean> {
    const { id } = customer;
    const now = await unwrap(api.GET("/api/v1/customers/{id}/", { params: { path: { id } } }));
    client.setQueryData(customerKeys.detail(id), now);
    const [before, theirs] = [spec.value(customer), spec.value(now)];
    if (theirs === value) return false;
    const mine =
      theirs === before ||
      (await new Promise<boolean>((choose) => {
        const said = { before, mine: value, theirs };
        const words = Object.entries(said).map(([name, each]) => [name, wording(spec, each)]);
        const texts = Object.fromEntries(words) as typeof said;
        setConflict({ field: spec.label, ...texts, choose });
      }));
    setConflict(null);
    if (mine) await patch(now.version, spec.body(value));
    return mine;
  }

  async function save(spec: FieldSpec, value: string): Promise<void> {
    const old = spec.value(customer);
    let saved: Customer | null = null;
    try {
      saved = await patch(customer.version, spec.body(value));
    } catch (error) {
      if (!isProblem(error) || error.code !== "stale") throw error;
      if (!(await settle(spec, value))) return;
    }
    const version = saved?.version;
    const undo = () => {
      if (version !== undefined) patch(version, spec.body(old)).catch(notifyError);
    };
    notify(t("customers.edit.saved", { field: spec.label }), version ? undo : undefined);
  }
  return { save, conflict };
}
