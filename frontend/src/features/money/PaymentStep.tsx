import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify, notifyAnd } from "@/ui/notify";
import classes from "./money.module.css";
import { type Asked, type Payment, type Step, useMethods, usePaymentStep } from "./queries";
import { entryText, nameOf, plainText, verbOf } from "./words";

interface Props {
  payment: Payment;
  step: Step;
  onClose: () => void;
  /** It is done: to the next one. */
  onDone: () => void;
  /** Tells whether an error means that others were faster; then it has been said. */
  onRaced: (error: unknown, payment: number) => Promise<boolean>;
  onReceipt: (receipt: number) => void;
}

const WITH_NOTE: readonly Step[] = ["reject", "reverse"];

/** Names the consequence, asks what the step needs, then takes it. */
export function PaymentStep({ payment, step, ...props }: Props) {
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
          tellDone(done, t(`money.step.${verb}.done`, told), props.onReceipt);
          props.onDone();
        },
        onError: (error) => void props.onRaced(error, payment.id),
      },
    );
  return (
    <ConfirmDialog
      opened
      onClose={props.onClose}
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
          label={t("money.why")}
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
  const { data: methods = [] } = useMethods();
  return (
    <div className={classes.fields}>
      <NativeSelect
        label={t("money.method")}
        required
        data={[
          ...(form.method ? [] : [{ value: "", label: t("money.chooseMethod") }]),
          ...methods.map((each) => ({ value: each.code, label: entryText(each) })),
        ]}
        value={form.method}
        onChange={(event) => onChange({ ...form, method: event.currentTarget.value })}
      />
      <TextInput
        label={t("money.reference")}
        value={form.reference}
        onChange={(event) => onChange({ ...form, reference: event.currentTarget.value })}
      />
    </div>
  );
}

/** With the number of the receipt, where one was issued, and the way to it. */
function tellDone(done: Payment, text: string, onReceipt: Props["onReceipt"]): void {
  const { receipt, receipt_number: number } = done;
  if (receipt === null || number === null || done.state !== "confirmed") return notify(text);
  notifyAnd(`${text} ${t("money.receiptIssued", { number })}`, {
    label: t("money.showReceipt"),
    act: () => onReceipt(receipt),
  });
}
