import { NativeSelect } from "@mantine/core";
import { useForm } from "@mantine/form";
import { AmountField } from "@/features/money/MoneyFields";
import type { Payment } from "@/features/money/queries";
import { t } from "@/i18n";
import { isMore, readAmount } from "@/lib/amounts";
import { amountText } from "@/ui/amountText";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import classes from "./paying.module.css";
import { type Enrollment, useCreditFor, useCredits } from "./queries";

interface Props {
  enrollment: Enrollment;
  onClose: () => void;
}

/** Pays with what somebody of the household has in credit. */
export function CreditPanel({ enrollment, onClose }: Props) {
  const credits = useCredits(enrollment.payer.id);
  return (
    <Panel opened onClose={onClose} title={t("payments.useCreditTitle")}>
      {credits[0] && (
        <Form credits={credits} first={credits[0]} enrollment={enrollment} onClose={onClose} />
      )}
    </Panel>
  );
}

interface FormProps extends Props {
  credits: Payment[];
  first: Payment;
}

/** As much of it as is open. */
const fitting = (credit: Payment, { balance }: Enrollment): string => {
  const left = credit.credit_left ?? "0";
  return isMore(left, balance) ? balance : left;
};

function Form({ credits, first, enrollment, onClose }: FormProps) {
  const pay = useCreditFor(enrollment.id);
  const form = useForm({
    initialValues: { credit: String(first.id), amount: fitting(first, enrollment) },
  });
  return (
    <FormShell
      form={form}
      onSubmit={async ({ credit, amount }) => {
        await pay.mutateAsync({ credit: Number(credit), amount: readAmount(amount) ?? amount });
        notify(t("payments.creditUsed"));
        onClose();
      }}
      loading={pay.isPending}
      submitError={pay.error}
      submitLabel={t("payments.payWithIt")}
      sticky
    >
      <p className={classes.quiet}>
        {t("payments.open", { amount: amountText(enrollment.balance, enrollment.currency) })}
      </p>
      <NativeSelect
        label={t("payments.type.credit")}
        data={credits.map((credit) => ({ value: String(credit.id), label: creditText(credit) }))}
        {...form.getInputProps("credit")}
        onChange={(event) => {
          const chosen = credits.find(({ id }) => String(id) === event.currentTarget.value);
          form.setFieldValue("credit", event.currentTarget.value);
          if (chosen) form.setFieldValue("amount", fitting(chosen, enrollment));
        }}
      />
      <AmountField currency={enrollment.currency} {...form.getInputProps("amount")} />
    </FormShell>
  );
}

const creditText = (credit: Payment) =>
  [
    amountText(credit.credit_left ?? "0", credit.currency),
    credit.customer.name || t("payments.unnamed"),
    credit.class_group.code,
  ].join(" · ");
