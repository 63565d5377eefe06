import { ActionIcon, Button, NumberInput, Switch, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { Plus, X } from "lucide-react";
import { t } from "@/i18n";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { type PlanTemplate, useSaveTemplate } from "./queries";
import classes from "./selling.module.css";

interface Props {
  template?: PlanTemplate | undefined;
  onDone: () => void;
}

interface Values {
  name: string;
  parts: { percent: number | ""; days: number | "" }[];
  is_active: boolean;
}

const BLANK: Values = {
  name: "",
  parts: [
    { percent: 50, days: 0 },
    { percent: 50, days: 30 },
  ],
  is_active: true,
};

/** A usual way to pay in parts; enrollments that have one keep it as it was. */
export function TemplateForm({ template, onDone }: Props) {
  const save = useSaveTemplate();
  const form = useForm<Values>({ initialValues: template ?? BLANK });
  async function submit({ name, parts, is_active }: Values) {
    const whole = parts.map(({ percent, days }) => ({
      percent: percent === "" ? 0 : percent,
      days: days === "" ? 0 : days,
    }));
    await save.mutateAsync({ id: template?.id, fields: { name, parts: whole, is_active } });
    notify(t("selling.planSaved", { name }));
    onDone();
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={template ? t("ui.save") : t("selling.addPlan")}
    >
      <TextInput
        label={t("selling.planName")}
        required
        maxLength={100}
        data-autofocus={template === undefined || undefined}
        {...form.getInputProps("name")}
      />
      <Parts form={form} />
      {template && (
        <Switch
          label={t("selling.inUse")}
          description={t("selling.inUseHint")}
          {...form.getInputProps("is_active", { type: "checkbox" })}
        />
      )}
    </FormShell>
  );
}

function Parts({ form }: { form: UseFormReturnType<Values> }) {
  const { parts } = form.values;
  const sum = parts.reduce((so, { percent }) => so + (percent === "" ? 0 : percent), 0);
  return (
    <>
      {parts.map((_, index) => (
        // Parts have no identity but their place.
        <div key={index} className={classes.row}>
          <NumberInput
            label={t("selling.percent", { number: index + 1 })}
            allowDecimal={false}
            hideControls
            min={1}
            max={100}
            suffix=" %"
            {...form.getInputProps(`parts.${index}.percent`)}
          />
          <NumberInput
            label={t("selling.days")}
            allowDecimal={false}
            hideControls
            min={0}
            max={3650}
            {...form.getInputProps(`parts.${index}.days`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            disabled={parts.length === 1}
            aria-label={t("selling.dropPart", { number: index + 1 })}
            onClick={() => form.removeListItem("parts", index)}
          >
            <X size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        leftSection={<Plus size={16} aria-hidden />}
        onClick={() => form.insertListItem("parts", { percent: "", days: "" })}
      >
        {t("selling.addPart")}
      </Button>
      <p className={classes.sum}>{t("selling.sum", { sum })}</p>
      {form.errors.parts && (
        <p role="alert" className={classes.error}>
          {form.errors.parts}
        </p>
      )}
    </>
  );
}
