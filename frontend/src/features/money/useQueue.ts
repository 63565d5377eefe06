import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { moneyMoved } from "@/api/moneyMoved";
import { isProblem } from "@/lib/problem";
import { refusalText } from "@/ui/errorText";
import { notify, notifyError, notifyRefusal } from "@/ui/notify";
import { firstStep, meanwhileText } from "./words";
import { type Payment, type PaymentRow, paymentQuery, type Step } from "./queries";

interface Asked {
  payment: Payment;
  step: Step;
}

const PARAM = "payment";
// What says that others were faster.
const GONE: readonly string[] = ["payment_not_in_this_state", "not_found", "already_reversed"];
const isGone = (code: string | undefined) => code !== undefined && GONE.includes(code);

/** Which payment is looked at, what is asked about it, and which one comes after. */
export function useQueue(rows: readonly PaymentRow[], movesOn: boolean) {
  const client = useQueryClient();
  const [id, choose] = useChosen();
  const [asked, setAsked] = useState<Asked | null>(null);
  const at = rows.findIndex((row) => row.id === id);

  const go = useCallback(
    (step: 1 | -1) => {
      const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))];
      if (next) choose(next.id);
    },
    [rows, at, choose],
  );

  /** The one that was looked at is settled: the next, or on the last the one before. */
  function leave() {
    setAsked(null);
    if (movesOn && at >= 0) choose((rows[at + 1] ?? rows[at - 1])?.id);
  }

  function toldGone(payment: Payment | undefined) {
    if (payment) notify(meanwhileText(payment));
    void moneyMoved(client);
    leave();
  }

  /** Ask how it stands by now: then the dialog, or why not. `undefined`: what stands first. */
  async function ask(wanted: number, step?: Step) {
    try {
      const payment = await client.fetchQuery(paymentQuery(wanted));
      const meant = step ?? firstStep(payment);
      const refusal = payment.refusals[meant];
      const row = rows.find((each) => each.id === wanted);
      if (!refusal) setAsked({ payment, step: meant });
      else if (isGone(refusal.code) && row && row.state !== payment.state) toldGone(payment);
      else notifyRefusal(refusalText(refusal) ?? "");
    } catch (error) {
      notifyError(error);
    }
  }

  /** The API refused: true when it was because others were faster, which is said then. */
  async function raced(error: unknown, payment: number): Promise<boolean> {
    if (!isProblem(error) || !isGone(error.code)) return false;
    toldGone(await client.fetchQuery(paymentQuery(payment)).catch(() => undefined));
    return true;
  }

  return { id, choose, go, ask, asked, stop: () => setAsked(null), leave, raced };
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
