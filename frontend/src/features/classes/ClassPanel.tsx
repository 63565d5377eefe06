import { MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { t } from "@/i18n";
import { draftName } from "@/lib/changes";
import { clearDraft } from "@/lib/drafts";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { Clashes } from "./Clashes";
import classes from "./classes.module.css";
import {
  type ClassDetail,
  useCampuses,
  useClashes,
  useCourses,
  useSaveClass,
  useTeachers,
} from "./queries";
import { SessionFields } from "./SessionFields";
import { type ClassValues, clashBodyOf, empty, fieldsOf, valuesOf } from "./values";
import { TYPES, typeText } from "./words";

interface Props {
  /** The class that is changed; else one is planned. */
  found?: ClassDetail;
  /** Where one works: a manager plans there and nowhere else. */
  campus?: number | undefined;
  /** Whether another campus may be chosen. */
  anywhere: boolean;
  onClose: () => void;
  onDone: (saved: ClassDetail) => void;
}

const TYPING_MS = 500;
const needed = (value: unknown) => (value === null || value === "" ? t("errors.required") : null);

/** Plan a class, or change one, with its week; clashes are told while one types. */
export function ClassPanel({ found, campus, anywhere, onClose, onDone }: Props) {
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState(() => (found ? valuesOf(found) : empty(campus)));
  const [version] = useState(found?.version);
  const save = useSaveClass();
  const draft = draftName("class", found?.id, before);
  const form = useForm<ClassValues>({
    initialValues: before,
    validate: {
      course: needed,
      campus: needed,
      code: needed,
      term: needed,
      start_date: needed,
      end_date: needed,
      capacity: needed,
      tuition: needed,
    },
  });
  async function submit(values: ClassValues) {
    const edited = found && version !== undefined ? { id: found.id, version } : undefined;
    const saved = await save.mutateAsync({ fields: fieldsOf(values), ...(edited && { edited }) });
    notify(t(found ? "classes.saved" : "classes.planned", { code: saved.code }));
    onDone(saved);
  }
  function discard() {
    clearDraft(draft);
    onClose();
  }
  return (
    <Panel
      opened
      onClose={onClose}
      title={found ? t("classes.editTitle", { code: found.code }) : t("classes.plan")}
      width={640}
    >
      <FormShell
        form={form}
        onSubmit={submit}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={found ? t("ui.save") : t("classes.plan")}
        draft={draft}
        onCancel={discard}
        sticky
      >
        <WhatFields form={form} isNew={!found} anywhere={anywhere || campus === undefined} />
        <WhenFields form={form} />
        <SessionFields form={form} />
        <Warnings values={form.values} id={found?.id} />
      </FormShell>
    </Panel>
  );
}

interface FieldsProps {
  form: UseFormReturnType<ClassValues>;
}

const choices = (found: { id: number; name: string }[] | undefined) =>
  (found ?? []).map(({ id, name: label }) => ({ value: String(id), label }));

function WhatFields({
  form,
  isNew,
  anywhere,
}: FieldsProps & { isNew: boolean; anywhere: boolean }) {
  const courses = useCourses().data;
  const campuses = useCampuses().data;
  const currency = campuses?.find(({ id }) => String(id) === form.values.campus)?.currency;
  const fixed = isNew ? undefined : t("classes.fixed");
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={t("classes.course")}
          description={fixed}
          data={choices(courses)}
          searchable
          required
          disabled={!isNew}
          data-autofocus={isNew || undefined}
          openOnFocus={false}
          {...form.getInputProps("course")}
        />
        <Select
          label={t("classes.campus")}
          description={fixed}
          data={choices(campuses)}
          required
          allowDeselect={false}
          disabled={!isNew || !anywhere}
          {...form.getInputProps("campus")}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          label={t("classes.code")}
          required
          maxLength={40}
          {...form.getInputProps("code")}
        />
        <TextInput
          label={t("classes.term")}
          placeholder={t("classes.termExample")}
          required
          maxLength={40}
          {...form.getInputProps("term")}
        />
      </div>
      <div className={classes.three}>
        <NumberInput
          label={t("classes.capacity")}
          required
          min={1}
          max={10_000}
          allowDecimal={false}
          hideControls
          {...form.getInputProps("capacity")}
        />
        <NumberInput
          label={t("classes.minToOpen")}
          min={0}
          max={10_000}
          allowDecimal={false}
          hideControls
          {...form.getInputProps("min_to_open")}
        />
        <TextInput
          label={t("classes.tuition")}
          required
          inputMode="decimal"
          rightSection={<span className={classes.unit}>{currency}</span>}
          rightSectionWidth={52}
          {...form.getInputProps("tuition")}
        />
      </div>
    </>
  );
}

function WhenFields({ form }: FieldsProps) {
  return (
    <>
      <div className={classes.three}>
        <Select
          label={t("classes.type")}
          data={TYPES.map((value) => ({ value, label: typeText(value) }))}
          allowDeselect={false}
          {...form.getInputProps("class_type")}
        />
        <TextInput
          label={t("classes.startDate")}
          type="date"
          required
          {...form.getInputProps("start_date")}
        />
        <TextInput
          label={t("classes.endDate")}
          type="date"
          required
          {...form.getInputProps("end_date")}
        />
      </div>
      <MultiSelect
        label={t("classes.teachers")}
        data={choices(useTeachers().data)}
        searchable
        {...form.getInputProps("teachers")}
      />
    </>
  );
}

function Warnings({ values, id }: { values: ClassValues; id: number | undefined }) {
  const [settled] = useDebouncedValue(values, TYPING_MS);
  const clashes = useClashes(clashBodyOf(settled, id)).data ?? [];
  return <Clashes clashes={clashes} />;
}
