import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { AmountField, ReferenceField, WayField } from "@/features/money/MoneyFields";
import type { Payment } from "@/features/money/queries";
import { t } from "@/i18n";
import { compare, isMore, minus, readAmount } from "@/lib/amounts";
import { changesOf } from "@/lib/changes";
import { fromInput, toInput } from "@/lib/dates";
import { amountText } from "@/ui/amountText";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { ENTERED, paymentTypeText } from "@/ui/paymentWords";
import classes from "./paying.module.css";
import { type Enrollment, type Entered, useEdit, useEnter } from "./queries";

interface Props {
  enrollment: Enrollment;
  /** To be changed; else a new one. */
  draft?: Payment;
  onClose: () => void;
}

const first = (enrollment: Enrollment, draft: Payment | undefined) => ({
  type: (draft?.type ?? "tuition") as Entered["type"],
  amount: draft?.amount ?? (isMore(enrollment.balance, "0") ? enrollment.balance : ""),
  method: draft?.method ?? "",
  reference: draft?.reference ?? "",
  received_at: draft ? toInput(draft.received_at) : "",
  note: draft?.note ?? "",
});
type Values = ReturnType<typeof first>;

/** Says that money came in: finance looks whether it did. */
export function PayPanel({ enrollment, draft, onClose }: Props) {
  const enter = useEnter(enrollment.id);
  const edit = useEdit();
  // What it began with, whatever others do to it meanwhile.
  const [begun] = useState({ values: first(enrollment, draft), version: draft?.version ?? 0 });
  const form = useForm({ initialValues: begun.values });
  const send = (submit: boolean) => async (values: Values) => {
    const body = bodyOf(values);
    if (draft) {
      // In words that somebody sees masked the mask would come back, were they sent.
      const changes = changesOf(bodyOf(begun.values), body);
      await edit.mutateAsync({ id: draft.id, version: begun.version, body: changes });
    } else await enter.mutateAsync({ ...body, submit });
    notify(t(draft || !submit ? "payments.kept" : "payments.entered"));
    onClose();
  };
  return (
    <Panel opened onClose={onClose} title={t("payments.enterFor", { name: nameOf(enrollment) })}>
      <FormShell
        form={form}
        onSubmit={send(!draft)}
        loading={enter.isPending || edit.isPending}
        submitError={enter.error ?? edit.error}
        submitLabel={t(draft ? "ui.save" : "payments.submit")}
        {...(!draft && {
          other: { label: t("payments.keepDraft"), onSubmit: send(false) },
          draft: `payment.${enrollment.id}`,
        })}
        sticky
      >
        <p className={classes.quiet}>
          {t("payments.open", { amount: amountText(enrollment.balance, enrollment.currency) })}
        </p>
        <Fields form={form} currency={enrollment.currency} />
        <TooMuch enrollment={enrollment} values={form.values} />
      </FormShell>
    </Panel>
  );
}

interface FieldsProps {
  form: ReturnType<typeof useForm<Values>>;
  currency: string;
}

function Fields({ form, currency }: FieldsProps) {
  return (
    <>
      <NativeSelect
        label={t("payments.for")}
        data={ENTERED.map((value) => ({ value, label: paymentTypeText(value) }))}
        {...form.getInputProps("type")}
      />
      <AmountField currency={currency} {...form.getInputProps("amount")} />
      <WayField {...form.getInputProps("method")} />
      <ReferenceField {...form.getInputProps("reference")} />
      <TextInput
        type="datetime-local"
        label={t("payments.receivedAt")}
        description={t("payments.receivedHint")}
        {...form.getInputProps("received_at")}
      />
      <Textarea label={t("payments.note")} autosize minRows={2} {...form.getInputProps("note")} />
    </>
  );
}

/** What is more than is open becomes credit: said before it is sent. */
function TooMuch({ enrollment, values }: { enrollment: Enrollment; values: Values }) {
  const amount = readAmount(values.amount);
  const open = compare(enrollment.balance, "0") > 0 ? enrollment.balance : "0";
  if (amount === null || values.type === "material" || !isMore(amount, open)) return null;
  const over = amountText(minus(amount, open), enrollment.currency);
  return (
    <p className={classes.warn} role="status">
      {t("payments.tooMuch", { amount: over })}
    </p>
  );
}

function bodyOf({ received_at: at, amount, ...rest }: Values): Entered {
  return {
    ...rest,
    amount: readAmount(amount) ?? amount,
    ...(at && { received_at: fromInput(at) }),
  };
}

const nameOf = ({ customer }: Enrollment) => customer.name || t("payments.unnamed");
