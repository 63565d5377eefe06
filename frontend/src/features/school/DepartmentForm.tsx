import { NativeSelect, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { draftName } from "@/lib/changes";
import { FormShell } from "@/ui/FormShell";
import { discarding, type EntryFormProps, needed, saveEntry } from "./forms";
import {
  type Department,
  type DepartmentFields,
  useCampuses,
  useDepartments,
  useLeaders,
  useSaveDepartment,
} from "./queries";
import { parentChoices } from "./tree";

interface Props extends EntryFormProps<Department> {
  department?: Department | undefined;
  /** Where a new one goes unless told otherwise. */
  parent?: number | undefined;
}

interface Values {
  name: string;
  parent: string;
  manager: string;
  campus: string;
}

const idOf = (chosen: string) => (chosen ? Number(chosen) : null);
const fieldsOf = ({ name, parent, manager, campus }: Values): DepartmentFields => ({
  name: name.trim(),
  parent: idOf(parent),
  manager: idOf(manager),
  campus: idOf(campus),
});

export function DepartmentForm({ department, parent, onDone, onCancel, submitLabel }: Props) {
  const save = useSaveDepartment();
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState<Values>({
    name: department?.name ?? "",
    parent: String(department?.parent?.id ?? parent ?? ""),
    manager: String(department?.manager?.id ?? ""),
    campus: String(department?.campus?.id ?? ""),
  });
  const draft = draftName("department", department?.id, before);
  const form = useForm<Values>({ initialValues: before, validate: { name: needed } });
  async function submit(values: Values) {
    const saved = await saveEntry(save, fieldsOf(before), fieldsOf(values), department?.id);
    // The next one often lies beside it.
    if (!department) form.setValues({ ...before, parent: values.parent });
    onDone(saved);
  }
  const isNew = department === undefined;
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={submitLabel ?? (isNew ? t("admin.department.add") : t("ui.save"))}
      draft={draft}
      onCancel={onCancel && discarding(draft, onCancel)}
    >
      <TextInput
        label={t("admin.name")}
        required
        maxLength={100}
        data-autofocus={isNew || undefined}
        {...form.getInputProps("name")}
      />
      <Choices form={form} department={department} />
    </FormShell>
  );
}

interface ChoiceProps {
  form: UseFormReturnType<Values>;
  department: Department | undefined;
}

function Choices({ form, department }: ChoiceProps) {
  const departments = useDepartments().data ?? [];
  const leaders = useLeaders().data ?? [];
  const campuses = useCampuses().data ?? [];
  const people = leaders.map(({ id, display_name: name }) => ({ id, name }));
  return (
    <>
      {/* Moving one that is there is a command of its own. */}
      {!department && (
        <NativeSelect
          label={t("admin.department.parent")}
          data={[{ value: "", label: t("admin.department.top") }, ...parentChoices(departments)]}
          {...form.getInputProps("parent")}
        />
      )}
      <NativeSelect
        label={t("admin.department.manager")}
        description={t("admin.department.managerHint")}
        data={choices(people, department?.manager)}
        {...form.getInputProps("manager")}
      />
      <NativeSelect
        label={t("admin.department.campus")}
        description={t("admin.department.campusHint")}
        data={choices(campuses, department?.campus)}
        {...form.getInputProps("campus")}
      />
    </>
  );
}

interface Named {
  id: number;
  name: string;
}

/** Who or what was chosen before stays a choice, also when new ones could not choose it. */
function choices(all: readonly Named[], present: Named | null | undefined) {
  const missing = present && !all.some(({ id }) => id === present.id) ? [present] : [];
  return [
    { value: "", label: t("ui.none") },
    ...[...missing, ...all].map(({ id, name }) => ({ value: String(id), label: name })),
  ];
}
