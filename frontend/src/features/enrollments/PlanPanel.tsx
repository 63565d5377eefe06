import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { amountText } from "@/ui/amountText";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { RowsEditor } from "@/ui/RowsEditor";
import classes from "./enrollments.module.css";
import { type Enrollment, useSetPlan } from "./queries";

interface Props {
  enrollment: Enrollment;
  onClose: () => void;
}

/** `amount` as it is typed: money is never a floating number. */
interface Values {
  parts: { due_date: string; amount: string }[];
}

const BLANK = { due_date: "", amount: "" };

/** In which parts the price is paid, by hand. What they must sum to is for the API to say. */
export function PlanPanel({ enrollment, onClose }: Props) {
  const save = useSetPlan(enrollment.id);
  const known = enrollment.installments.map(({ due_date, amount }) => ({ due_date, amount }));
  const form = useForm<Values>({
    initialValues: { parts: known.length ? known : [BLANK] },
  });
  const send = async ({ parts }: Values) => {
    await save.mutateAsync(parts);
    notify(t("enrollments.byHand.saved"));
    onClose();
  };
  return (
    <Panel opened onClose={onClose} width={460} title={t("enrollments.byHand.title")}>
      <FormShell
        form={form}
        onSubmit={send}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={t("ui.save")}
        other={{ label: t("enrollments.atOnce"), onSubmit: () => send({ parts: [] }) }}
        sticky
      >
        <p className={classes.quiet}>
          {t("enrollments.byHand.sum", {
            amount: amountText(enrollment.net_price, enrollment.currency),
          })}
        </p>
        <RowsEditor
          form={form}
          name="parts"
          blank={BLANK}
          addLabel={t("enrollments.byHand.add")}
          dropLabel={(number) => t("enrollments.byHand.drop", { number })}
          row={(number, input) => (
            <>
              <TextInput
                type="date"
                label={t("enrollments.byHand.due", { number })}
                {...input("due_date")}
              />
              <TextInput
                label={t("enrollments.byHand.amount", { currency: enrollment.currency })}
                inputMode="decimal"
                {...input("amount")}
              />
            </>
          )}
        />
      </FormShell>
    </Panel>
  );
}
