import { Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { AmountField } from "@/features/money/MoneyFields";
import type { Payment } from "@/features/money/queries";
import { t } from "@/i18n";
import { readAmount } from "@/lib/amounts";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import classes from "./paying.module.css";
import { type Enrollment, useAskBack } from "./queries";

interface Props {
  enrollment: Enrollment;
  /** What goes back is this credit; else what was paid towards the price. */
  credit?: Payment;
  onClose: () => void;
}

/** Asks for money to go back: another manager agrees, finance pays it out. */
export function AskBackPanel({ enrollment, credit, onClose }: Props) {
  const ask = useAskBack(enrollment.id);
  const name = enrollment.customer.name || t("payments.unnamed");
  const wanted = credit ? (credit.credit_left ?? "") : (enrollment.refund_due ?? "");
  const form = useForm({ initialValues: { amount: wanted, note: "" } });
  return (
    <Panel opened onClose={onClose} title={t("payments.askBackFor", { name })}>
      <FormShell
        form={form}
        onSubmit={async ({ amount, note }) => {
          await ask.mutateAsync({
            amount: readAmount(amount) ?? amount,
            note,
            ...(credit && { credit: credit.id }),
          });
          notify(t("payments.asked"));
          onClose();
        }}
        loading={ask.isPending}
        submitError={ask.error}
        submitLabel={t("payments.askBack")}
        sticky
      >
        <p className={classes.quiet}>{t("payments.askBackHint")}</p>
        <AmountField currency={enrollment.currency} {...form.getInputProps("amount")} />
        <Textarea label={t("payments.why")} autosize minRows={2} {...form.getInputProps("note")} />
      </FormShell>
    </Panel>
  );
}
