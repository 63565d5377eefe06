import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { Plus, X } from "lucide-react";
import { t } from "@/i18n";
import { amountText } from "@/ui/amountText";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
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

/** In which parts the price is paid, by hand. What they must sum to is for the API to say. */
export function PlanPanel({ enrollment, onClose }: Props) {
  const save = useSetPlan(enrollment.id);
  const known = enrollment.installments.map(({ due_date, amount }) => ({ due_date, amount }));
  const form = useForm<Values>({
    initialValues: { parts: known.length ? known : [{ due_date: "", amount: "" }] },
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
        <Parts form={form} currency={enrollment.currency} />
        {form.errors.parts && (
          <p role="alert" className={classes.error}>
            {form.errors.parts}
          </p>
        )}
      </FormShell>
    </Panel>
  );
}

interface PartsProps {
  form: UseFormReturnType<Values>;
  currency: string;
}

function Parts({ form, currency }: PartsProps) {
  return (
    <>
      {form.values.parts.map((_, index) => (
        // Parts have no identity but their place.
        <div key={index} className={classes.partRow}>
          <TextInput
            type="date"
            label={t("enrollments.byHand.due", { number: index + 1 })}
            {...form.getInputProps(`parts.${index}.due_date`)}
          />
          <TextInput
            label={t("enrollments.byHand.amount", { currency })}
            inputMode="decimal"
            {...form.getInputProps(`parts.${index}.amount`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            disabled={form.values.parts.length === 1}
            aria-label={t("enrollments.byHand.drop", { number: index + 1 })}
            onClick={() => form.removeListItem("parts", index)}
          >
            <X size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<Plus size={16} aria-hidden />}
        onClick={() => form.insertListItem("parts", { due_date: "", amount: "" })}
      >
        {t("enrollments.byHand.add")}
      </Button>
    </>
  );
}
