import { Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { draftName } from "@/lib/changes";
import { FormShell } from "@/ui/FormShell";
import { discarding, type EntryFormProps, needed, saveEntry } from "./forms";
import { type Teacher, type TeacherFields, useColleagues, useSaveTeacher } from "./teachingQueries";

interface Props extends EntryFormProps<Teacher> {
  teacher?: Teacher | undefined;
}

interface Values {
  name: string;
  employee: string | null;
  is_active: boolean;
}

const fieldsOf = ({ employee, ...rest }: Values): TeacherFields => ({
  ...rest,
  employee: employee === null ? null : Number(employee),
});

export function TeacherForm({ teacher, onDone, onCancel, submitLabel }: Props) {
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState<Values>(() => ({
    name: teacher?.name ?? "",
    employee: teacher?.employee ? String(teacher.employee.id) : null,
    is_active: teacher?.is_active ?? true,
  }));
  const save = useSaveTeacher();
  const colleagues = useColleagues().data ?? [];
  const draft = draftName("teacher", teacher?.id, before);
  const form = useForm<Values>({ initialValues: before, validate: { name: needed } });
  async function submit(values: Values) {
    onDone(await saveEntry(save, fieldsOf(before), fieldsOf(values), teacher?.id));
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={submitLabel ?? (teacher ? t("ui.save") : t("admin.teacher.add"))}
      draft={draft}
      onCancel={onCancel && discarding(draft, onCancel)}
    >
      <TextInput
        label={t("admin.name")}
        required
        maxLength={100}
        data-autofocus={!teacher || undefined}
        {...form.getInputProps("name")}
      />
      <Select
        label={t("admin.teacher.employee")}
        description={t("admin.teacher.employeeHint")}
        placeholder={t("admin.teacher.nobody")}
        data={colleagues.map(({ id, display_name: label }) => ({ value: String(id), label }))}
        searchable
        clearable
        {...form.getInputProps("employee")}
      />
      {teacher && (
        <Switch
          label={t("admin.active")}
          description={t("admin.inUseHint")}
          {...form.getInputProps("is_active", { type: "checkbox" })}
        />
      )}
    </FormShell>
  );
}
