import { Textarea } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { amountText } from "@/ui/amountText";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { type Payment, useReverse } from "./queries";

interface Props {
  payment: Payment;
  onClose: () => void;
}

export function ReverseDialog({ payment, onClose }: Props) {
  const reverse = useReverse(payment.id);
  const [note, setNote] = useState("");
  const amount = amountText(payment.amount, payment.currency);
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("payments.reverseTitle", { amount })}
      consequence={t("payments.reverseConsequence")}
      confirmLabel={t("payments.reverse")}
      onConfirm={() =>
        reverse.mutate(note, {
          onSuccess: () => {
            notify(t("payments.isReversed"));
            onClose();
          },
        })
      }
      loading={reverse.isPending}
      submitError={reverse.error}
      disabledReason={note.trim() ? undefined : t("payments.sayWhy")}
      danger
    >
      <Textarea
        label={t("payments.why")}
        required
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
