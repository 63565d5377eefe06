import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { PaymentRow } from "./queries";
import { useAsking } from "./useAsking";

const PARAM = "payment";

/** Which payment is looked at, what is asked about it, and which one comes after. */
export function useQueue(rows: readonly PaymentRow[], movesOn: boolean) {
  const [id, choose] = useChosen();
  const at = rows.findIndex((row) => row.id === id);

  const go = useCallback(
    (step: 1 | -1) => {
      const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))];
      if (next) choose(next.id);
    },
    [rows, at, choose],
  );

  /** The one that was looked at is settled: the next, or on the last the one before. */
  const asking = useAsking(rows, () => {
    if (movesOn && at >= 0) choose((rows[at + 1] ?? rows[at - 1])?.id);
  });

  return { id, choose, go, asking };
}

/** In the address: a link opens it, and Back closes it. */
function useChosen(): [number | undefined, (id: number | undefined) => void] {
  const said = (useSearch({ strict: false }) as Record<string, string | undefined>)[PARAM];
  const navigate = useNavigate();
  const id = said && /^\d+$/.test(said) ? Number(said) : undefined;
  const choose = useCallback(
    (next: number | undefined) => {
      const search = (old: Record<string, unknown>) => ({
        ...old,
        [PARAM]: next === undefined ? undefined : String(next),
      });
      // Opening is a step one can go back from; walking on is not another one.
      const replace = next === undefined || id !== undefined;
      void navigate({ to: ".", search, replace, resetScroll: false });
    },
    [id, navigate],
  );
  return [id, choose];
}
