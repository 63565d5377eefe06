import { NumberInput, Skeleton, Switch, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { changesOf, draftName } from "@/lib/changes";
import { ErrorState } from "@/ui/ErrorState";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { CurrencySelect } from "@/ui/PlaceSelects";

import { discarding, type EntryFormProps, nameProps, needed } from "./forms";
import { More } from "./More";
import { type Course, type CourseFields, useSchool, useSaveCourse } from "./queries";
import classes from "./school.module.css";

interface Props extends EntryFormProps<Course> {
  course?: Course | undefined;
}

interface Values {
  code: string;
  name: string;
  hours: number | "";
  /** Typed as text: money is never a floating number. */
  price: string;
  currency: string;
  is_active: boolean;
}

const EMPTY = { code: "", name: "", hours: "" as const, price: "", is_active: true };

export function CourseForm({ course, ...props }: Props) {
  const school = useSchool();
  if (course) {
    const { id, hours, price, ...rest } = course;
    const before = { ...rest, hours: hours ?? ("" as const), price: price ?? "" };
    return <Form key={id} id={id} before={before} {...props} />;
  }
  if (!school.data) {
    return school.error ? (
      <ErrorState error={school.error} onRetry={() => void school.refetch()} />
    ) : (
      <Skeleton height={220} />
    );
  }
  const { currency } = school.data;
  return <Form before={{ ...EMPTY, currency }} {...props} />;
}

interface FormProps extends EntryFormProps<Course> {
  id?: number;
  before: Values;
}

const fieldsOf = ({ hours, price, ...rest }: Values): CourseFields => ({
  ...rest,
  hours: hours === "" ? null : hours,
  price: price.trim() || null,
});

function Form({ id, onDone, onCancel, submitLabel, ...props }: FormProps) {
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState(props.before);
  const save = useSaveCourse();
  const draft = draftName("course", id, before);
  const form = useForm<Values>({
    initialValues: before,
    validate: { name: needed, code: needed },
  });
  async function submit(values: Values) {
    const fields = fieldsOf(values);
    const changes = changesOf(fieldsOf(before), fields);
    // The API wants to hear a price in the new currency.
    if (changes.currency) changes.price = fields.price ?? null;
    const edited = id === undefined ? undefined : { id, changes };
    const saved = await save.mutateAsync({ fields, ...(edited && { edited }) });
    notify(t(edited ? "admin.saved" : "admin.added", { name: saved.name }));
    if (!edited) form.reset();
    onDone(saved);
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={submitLabel ?? (id === undefined ? t("admin.course.add") : t("ui.save"))}
      draft={draft}
      onCancel={onCancel && discarding(draft, onCancel)}
    >
      <Fields form={form} isNew={id === undefined} />
    </FormShell>
  );
}

function Fields({ form, isNew }: { form: UseFormReturnType<Values>; isNew: boolean }) {
  const { code, currency } = form.errors;
  return (
    <>
      <TextInput
        label={t("admin.name")}
        required
        maxLength={100}
        data-autofocus={isNew || undefined}
        {...nameProps(form)}
      />
      <div className={classes.pair}>
        <NumberInput
          label={t("admin.course.hours")}
          min={0}
          max={100_000}
          allowDecimal={false}
          hideControls
          {...form.getInputProps("hours")}
        />
        <TextInput
          label={t("admin.course.price")}
          inputMode="decimal"
          rightSection={<span className={classes.unit}>{form.values.currency}</span>}
          rightSectionWidth={52}
          {...form.getInputProps("price")}
        />
      </div>
      {!isNew && (
        <Switch
          label={t("admin.active")}
          description={t("admin.inUseHint")}
          {...form.getInputProps("is_active", { type: "checkbox" })}
        />
      )}
      <More open={Boolean(code ?? currency)}>
        <TextInput
          label={t("admin.code")}
          description={t("admin.codeHint")}
          maxLength={40}
          {...form.getInputProps("code")}
        />
        <CurrencySelect label={t("admin.campus.currency")} {...form.getInputProps("currency")} />
      </More>
    </>
  );
}
