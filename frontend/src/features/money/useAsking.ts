import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { moneyMoved } from "@/api/moneyMoved";
import { isProblem } from "@/lib/problem";
import { refusalText } from "@/ui/errorText";
import { notify, notifyError, notifyRefusal } from "@/ui/notify";
import { type Payment, type PaymentRow, paymentQuery, type Step } from "./queries";
import { firstStep, meanwhileText } from "./words";

interface Asked {
  payment: Payment;
  step: Step;
}

// What says that others were faster.
const GONE: readonly string[] = ["payment_not_in_this_state", "not_found", "already_reversed"];
const isGone = (code: string | undefined) => code !== undefined && GONE.includes(code);

export type Asking = ReturnType<typeof useAsking>;

/** Which step is asked about, of a payment as it stands by now; `rows` are as one saw them. */
export function useAsking(rows: readonly PaymentRow[], onSettled: () => void) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const stop = () => setAsked(null);

  function leave() {
    stop();
    onSettled();
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

  /** The API refused: when it was because others were faster, that is said, and one goes on. */
  async function raced(error: unknown, payment: number) {
    if (!isProblem(error) || !isGone(error.code)) return;
    toldGone(await client.fetchQuery(paymentQuery(payment)).catch(() => undefined));
  }

  return { asked, ask, stop, leave, raced };
}
