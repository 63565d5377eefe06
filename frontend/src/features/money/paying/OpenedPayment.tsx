import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AskedStep } from "@/features/money/AskedStep";
import type { Other } from "@/features/money/PaymentActions";
import { PaymentPanel } from "@/features/money/PaymentPanel";
import { type Payment, type PaymentRow, paymentQuery } from "@/features/money/queries";
import { useAsking } from "@/features/money/useAsking";
import { t } from "@/i18n";
import { isSome } from "@/lib/amounts";
import { AskBackPanel } from "./AskBackPanel";
import { PayPanel } from "./PayPanel";
import type { Enrollment } from "./queries";

interface Props {
  id: number;
  rows: readonly PaymentRow[];
  enrollment: Enrollment;
  onClose: () => void;
}

/** One payment of an enrollment, with what only its enrollment can say: how to change it, and whether it goes back. */
export function OpenedPayment({ id, rows, enrollment, onClose }: Props) {
  const { data: payment } = useQuery(paymentQuery(id));
  const [then, setThen] = useState<"edit" | "back" | null>(null);
  // What it has become is to be seen where one looks at it.
  const asking = useAsking(rows, () => undefined);
  if (payment && then === "edit")
    return <PayPanel enrollment={enrollment} draft={payment} onClose={onClose} />;
  if (payment && then === "back")
    return <AskBackPanel enrollment={enrollment} credit={payment} onClose={onClose} />;
  const others = ({ refusals, credit_left: left }: Payment): Other[] => [
    { label: t("payments.edit"), refusal: refusals.edit, onAsk: () => setThen("edit") },
    ...(isSome(left ?? "0")
      ? [
          {
            label: t("payments.askBack"),
            refusal: enrollment.refusals.refund,
            onAsk: () => setThen("back"),
          },
        ]
      : []),
  ];
  return (
    <>
      <PaymentPanel
        id={id}
        others={others}
        onStep={(step) => void asking.ask(id, step)}
        onClose={onClose}
      />
      <AskedStep asking={asking} />
    </>
  );
}
