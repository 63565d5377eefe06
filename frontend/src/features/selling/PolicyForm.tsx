import { NumberInput, Skeleton } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import { changesOf } from "@/lib/changes";
import { ErrorState } from "@/ui/ErrorState";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { type Policy, usePolicy, useSavePolicy } from "./queries";
import { RefundFields } from "./RefundFields";
import classes from "./selling.module.css";

/** How the school sells: how long seats wait, what may be given, what goes back. */
export function PolicyForm() {
  const policy = usePolicy();
  if (policy.data) return <Form key={policy.data.version} policy={policy.data} />;
  if (policy.error)
    return <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />;
  return <Skeleton height={420} />;
}

export type Values = Omit<Policy, "version" | "attribution_days"> & {
  /** Empty: whoever holds the customer is credited. */
  attribution_days: number | "";
};
const fieldsOf = ({ attribution_days: days, ...rest }: Values) => ({
  ...rest,
  attribution_days: days === "" ? null : days,
});

function Form({ policy: { version, ...policy } }: { policy: Policy }) {
  const save = useSavePolicy();
  const before: Values = { ...policy, attribution_days: policy.attribution_days ?? "" };
  const needed = (value: unknown) => (typeof value === "number" ? null : t("errors.required"));
  const form = useForm<Values>({
    initialValues: before,
    validate: {
      hold_hours: needed,
      offer_hours: needed,
      discount_percent: needed,
      manager_discount_percent: needed,
      refund_fee_percent: needed,
    },
  });
  async function submit(values: Values) {
    await save.mutateAsync({ version, changes: changesOf(fieldsOf(before), fieldsOf(values)) });
    notify(t("selling.saved"));
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t("ui.save")}
      sticky
    >
      <Seats form={form} />
      <Discounts form={form} />
      <RefundFields form={form} />
      <Credit form={form} />
    </FormShell>
  );
}

export interface FieldsProps {
  form: UseFormReturnType<Values>;
}

const WHOLE = { allowDecimal: false, min: 0, hideControls: true } as const;
const PERCENT = { ...WHOLE, max: 100, suffix: " %" } as const;

function Seats({ form }: FieldsProps) {
  return (
    <fieldset className={classes.part}>
      <legend>{t("selling.seats")}</legend>
      <NumberInput
        label={t("selling.hold")}
        description={t("selling.holdHint")}
        {...WHOLE}
        {...form.getInputProps("hold_hours")}
      />
      <NumberInput
        label={t("selling.offer")}
        description={t("selling.offerHint")}
        {...WHOLE}
        {...form.getInputProps("offer_hours")}
      />
    </fieldset>
  );
}

function Discounts({ form }: FieldsProps) {
  return (
    <fieldset className={classes.part}>
      <legend>{t("selling.discounts")}</legend>
      <NumberInput
        label={t("selling.sellers")}
        description={t("selling.sellersHint")}
        {...PERCENT}
        {...form.getInputProps("discount_percent")}
      />
      <NumberInput
        label={t("selling.managers")}
        description={t("selling.managersHint")}
        {...PERCENT}
        {...form.getInputProps("manager_discount_percent")}
      />
    </fieldset>
  );
}

function Credit({ form }: FieldsProps) {
  return (
    <fieldset className={classes.part}>
      <legend>{t("selling.credit")}</legend>
      <NumberInput
        label={t("selling.attribution")}
        description={t("selling.attributionHint")}
        {...WHOLE}
        {...form.getInputProps("attribution_days")}
      />
    </fieldset>
  );
}
