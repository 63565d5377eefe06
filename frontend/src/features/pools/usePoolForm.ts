import { useForm } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { changesOf, draftName } from "@/lib/changes";
import { isProblem } from "@/lib/problem";
import { notify } from "@/ui/notify";
import { readPool, type Pool, type Preset, type Trial, useSavePool } from "./queries";
import { useTrial } from "./useTrial";
import {
  changesFor,
  clockFieldsOf,
  fieldsOf,
  limitTyped,
  newValues,
  type Values,
  valuesOf,
} from "./values";

interface Options {
  pool: Pool | undefined;
  presets: readonly Preset[];
  onDone: () => void;
}

/** A question in a dialog, and what its answer is handed to. */
export interface Asking {
  found: Trial;
  choose: (yes: boolean) => void;
}

export interface Conflict {
  theirs: Pool;
  mine: Values;
  choose: (mine: boolean) => void;
}

/** Neither saved nor refused: whoever was asked said no, and what was typed stays. */
class Declined extends Error {}

const validate = {
  name: (name: string) => (name.trim() ? null : t("errors.required")),
  daily_claim_limit: limitTyped,
  holding_limit: limitTyped,
  reclaim_cooldown_days: limitTyped,
  fresh_hold_hours: limitTyped,
  recycle_after_days: { A: limitTyped, B: limitTyped, C: limitTyped, D: limitTyped },
  first_contact_hours: limitTyped,
  max_holding_days: limitTyped,
  warn_days: limitTyped,
};

export function usePoolForm({ pool, presets, onDone }: Options) {
  const save = useSavePool();
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState(() => (pool ? valuesOf(pool) : newValues(presets)));
  const [version] = useState(pool?.version ?? 0);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const form = useForm<Values>({ initialValues: before, validate });
  const trial = useTrial(pool, form.values);

  /** Whoever would lose customers by this must be meant to. */
  async function confirmReturn(values: Values): Promise<void> {
    const changed = changesOf(clockFieldsOf(before), clockFieldsOf(values));
    if (!pool || Object.keys(changed).length === 0) return;
    const found = await trial.run(values);
    if (found.customers === 0) return;
    const yes = await new Promise<boolean>((choose) => setAsking({ found, choose }));
    setAsking(null);
    if (!yes) throw new Declined();
  }

  async function send(values: Values, at: number): Promise<Pool> {
    const changes = changesFor(before, values);
    const edited = pool && { id: pool.id, version: at, changes };
    return save.mutateAsync({ fields: fieldsOf(values), ...(edited && { edited }) });
  }

  /** Somebody else was faster: side by side, until one of the two is chosen. */
  async function settle(values: Values): Promise<Pool> {
    const theirs = await readPool(pool?.id ?? 0);
    const mine = await new Promise<boolean>((choose) =>
      setConflict({ theirs, mine: values, choose }),
    );
    setConflict(null);
    return mine ? send(values, theirs.version) : theirs;
  }

  async function submit(values: Values) {
    await confirmReturn(values);
    const saved = await send(values, version).catch((error: unknown) => {
      if (isProblem(error) && error.code === "stale") return settle(values);
      throw error;
    });
    notify(t(pool ? "admin.saved" : "admin.added", { name: saved.name }));
    onDone();
  }
  return {
    form,
    save,
    submit,
    trial,
    asking,
    conflict,
    draft: draftName("pool", pool?.id, before),
  };
}
