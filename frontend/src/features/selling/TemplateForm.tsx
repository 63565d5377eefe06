import { NumberInput, Switch, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { RowsEditor } from "@/ui/RowsEditor";
import { type PlanTemplate, useSaveTemplate } from "./queries";
import classes from "./selling.module.css";

interface Props {
  template?: PlanTemplate | undefined;
  onDone: () => void;
}

/** Empty while it is typed. */
interface Part {
  percent: number | "";
  days: number | "";
}

interface Values {
  name: string;
  parts: Part[];
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

const NO_PART: Part = { percent: "", days: "" };

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
  const sum = form.values.parts.reduce((so, { percent }) => so + (percent || 0), 0);
  const whole = { allowDecimal: false, hideControls: true };
  return (
    <RowsEditor
      form={form}
      name="parts"
      blank={NO_PART}
      addLabel={t("selling.addPart")}
      dropLabel={(number) => t("selling.dropPart", { number })}
      row={(number, input) => (
        <>
          <NumberInput
            label={t("selling.percent", { number })}
            {...whole}
            min={1}
            max={100}
            suffix=" %"
            {...input("percent")}
          />
          <NumberInput label={t("selling.days")} {...whole} min={0} max={3650} {...input("days")} />
        </>
      )}
    >
      <p className={classes.sum}>{t("selling.sum", { sum })}</p>
    </RowsEditor>
  );
}
