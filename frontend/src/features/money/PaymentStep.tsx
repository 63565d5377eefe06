import { Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify, notifyAnd } from "@/ui/notify";
import { ReferenceField, WayField } from "./MoneyFields";
import classes from "./money.module.css";
import { type Asked, type Payment, type Step, usePaymentStep } from "./queries";
import type { Asking } from "./useAsking";
import { nameOf, plainText, verbOf } from "./words";

interface Props {
  payment: Payment;
  step: Step;
  asking: Asking;
}

const WITH_NOTE: readonly Step[] = ["reject", "reverse"];

/** Names the consequence, asks what the step needs, then takes it. */
export function PaymentStep({ payment, step, asking }: Props) {
  const navigate = useNavigate();
  const take = usePaymentStep(payment.id);
  const [form, setForm] = useState({
    note: "",
    method: payment.method ?? "",
    reference: payment.reference,
  });
  const verb = verbOf(step, payment);
  const told = { name: nameOf(payment), amount: plainText(payment) };
  const withNote = WITH_NOTE.includes(step);
  const { reference, ...rest } = form;
  const send = () =>
    take.mutate(
      { step, ...rest, ...(reference !== payment.reference && { reference }) },
      {
        onSuccess: (done) => {
          tellDone(done, t(`money.step.${verb}.done`, told), (receipt) => {
            void navigate({ href: paths.receipt(receipt) });
          });
          asking.leave();
        },
        onError: (error) => void asking.raced(error, payment.id),
      },
    );
  return (
    <ConfirmDialog
      opened
      onClose={asking.stop}
      title={t(`money.step.${verb}.title`, told)}
      consequence={t(`money.step.${verb}.consequence`)}
      confirmLabel={t(`money.step.${verb}.verb`)}
      onConfirm={send}
      loading={take.isPending}
      submitError={take.error}
      danger={withNote}
      disabledReason={withNote && !form.note.trim() ? t("money.sayWhy") : undefined}
      initialFocus={withNote ? undefined : "confirm"}
    >
      {step === "confirm" && <HowItCame form={form} onChange={setForm} />}
      {withNote && (
        <Textarea
          label={t("payments.why")}
          required
          autosize
          minRows={2}
          data-autofocus
          value={form.note}
          onChange={(event) => setForm({ ...form, note: event.currentTarget.value })}
          onKeyDown={(event) => {
            const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
            if (sends && form.note.trim()) send();
          }}
        />
      )}
    </ConfirmDialog>
  );
}

type Form = Required<Omit<Asked, "step">>;

interface FieldsProps {
  form: Form;
  onChange: (form: Form) => void;
}

/** As the confirmer sees it on the bank's statement, or hands it out. */
function HowItCame({ form, onChange }: FieldsProps) {
  return (
    <div className={classes.fields}>
      <WayField
        value={form.method}
        onChange={(event) => onChange({ ...form, method: event.currentTarget.value })}
      />
      <ReferenceField
        value={form.reference}
        onChange={(event) => onChange({ ...form, reference: event.currentTarget.value })}
      />
    </div>
  );
}

/** With the number of the receipt, where one was issued, and the way to it. */
function tellDone(done: Payment, text: string, onReceipt: (receipt: number) => void) {
  const { receipt, receipt_number: number } = done;
  if (receipt === null || number === null || done.state !== "confirmed") return notify(text);
  notifyAnd(`${text} ${t("money.receiptIssued", { number })}`, {
    label: t("money.showReceipt"),
    act: () => onReceipt(receipt),
  });
}
