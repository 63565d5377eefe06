import { Skeleton, Switch, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { draftName } from "@/lib/changes";
import { ErrorState } from "@/ui/ErrorState";
import { FormShell } from "@/ui/FormShell";
import { CurrencySelect, ZoneSelect } from "@/ui/PlaceSelects";

import { discarding, type EntryFormProps, nameProps, needed, saveEntry } from "./forms";
import { More } from "./More";
import { type Campus, type CampusFields, useSchool, useSaveCampus } from "./queries";

interface Props extends EntryFormProps<Campus> {
  campus?: Campus | undefined;
}

// The weekly days of rest are changed where the calendar is.
type Values = Omit<Required<CampusFields>, "rest_days">;
const EMPTY = { code: "", name: "", address: "", phone: "", is_active: true };

function valuesOf({ code, name, address, phone, time_zone, currency, is_active }: Campus): Values {
  return { code, name, address, phone, time_zone, currency, is_active };
}

export function CampusForm({ campus, ...props }: Props) {
  const school = useSchool();
  if (campus) {
    return <Form key={campus.id} id={campus.id} before={valuesOf(campus)} {...props} />;
  }
  if (!school.data) {
    return school.error ? (
      <ErrorState error={school.error} onRetry={() => void school.refetch()} />
    ) : (
      <Skeleton height={280} />
    );
  }
  const { time_zone, currency } = school.data;
  return <Form before={{ ...EMPTY, time_zone, currency }} {...props} />;
}

interface FormProps extends EntryFormProps<Campus> {
  id?: number;
  before: Values;
}

function Form({ id, onDone, onCancel, submitLabel, ...props }: FormProps) {
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState(props.before);
  const save = useSaveCampus();
  const draft = draftName("campus", id, before);
  const form = useForm<Values>({ initialValues: before, validate: { name: needed, code: needed } });
  async function submit(fields: Values) {
    const saved = await saveEntry<Values, Campus>(save, before, fields, id);
    if (id === undefined) form.reset();
    onDone(saved);
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={submitLabel ?? (id === undefined ? t("admin.campus.add") : t("ui.save"))}
      draft={draft}
      onCancel={onCancel && discarding(draft, onCancel)}
    >
      <Fields form={form} isNew={id === undefined} />
    </FormShell>
  );
}

function Fields({ form, isNew }: { form: UseFormReturnType<Values>; isNew: boolean }) {
  const { code, time_zone: zone, currency } = form.errors;
  return (
    <>
      <TextInput
        label={t("admin.name")}
        required
        maxLength={100}
        data-autofocus={isNew || undefined}
        {...nameProps(form)}
      />
      <TextInput
        label={t("admin.campus.address")}
        maxLength={300}
        {...form.getInputProps("address")}
      />
      <TextInput
        label={t("admin.campus.phone")}
        type="tel"
        maxLength={40}
        {...form.getInputProps("phone")}
      />
      {!isNew && (
        <Switch
          label={t("admin.active")}
          description={t("admin.inUseHint")}
          {...form.getInputProps("is_active", { type: "checkbox" })}
        />
      )}
      <More open={Boolean(code ?? zone ?? currency)}>
        <TextInput
          label={t("admin.code")}
          description={t("admin.codeHint")}
          maxLength={40}
          {...form.getInputProps("code")}
        />
        <ZoneSelect label={t("admin.campus.timeZone")} {...form.getInputProps("time_zone")} />
        <CurrencySelect label={t("admin.campus.currency")} {...form.getInputProps("currency")} />
      </More>
    </>
  );
}
