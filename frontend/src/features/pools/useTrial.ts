import { useState } from "react";
import { type Pool, type Trial, useDryRun } from "./queries";
import { clockFieldsOf, type Values } from "./values";

/** What the rules in the form would do, as far as it was asked for these very rules. */
export function useTrial(pool: Pool | undefined, values: Values) {
  const dryRun = useDryRun(pool?.id ?? 0);
  const [tried, setTried] = useState<{ rules: string; found: Trial } | null>(null);
  const rulesOf = (of: Values) => JSON.stringify(clockFieldsOf(of));
  async function run(of: Values): Promise<Trial> {
    if (tried?.rules === rulesOf(of)) return tried.found;
    const found = await dryRun.mutateAsync({ rules: clockFieldsOf(of) });
    setTried({ rules: rulesOf(of), found });
    return found;
  }
  const fresh = tried?.rules === rulesOf(values);
  return {
    run,
    rules: clockFieldsOf(values),
    /** Asked anew by whoever presses the button. */
    again: () => {
      setTried(null);
      return dryRun
        .mutateAsync({ rules: clockFieldsOf(values) })
        .then((found) => setTried({ rules: rulesOf(values), found }))
        .catch(() => undefined); // `error` says it.
    },
    found: fresh ? tried.found : null,
    isOld: tried !== null && !fresh,
    isPending: dryRun.isPending,
    error: dryRun.error,
  };
}

export type TrialState = ReturnType<typeof useTrial>;
