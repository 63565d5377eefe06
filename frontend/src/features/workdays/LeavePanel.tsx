import { NativeSelect, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { changesOf } from "@/lib/changes";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { DaysFields } from "./DaysFields";
import { type Leave, useLed, useSaveLeave } from "./queries";

interface Props {
  /** Without one a leave is entered. */
  leave?: Leave | undefined;
  onClose: () => void;
}

interface Values {
  employee: string;
  first_day: string;
  last_day: string;
  note: string;
}

const NEW: Values = { employee: "", first_day: "", last_day: "", note: "" };

const valuesOf = ({ employee, first_day, last_day, note }: Leave): Values => ({
  employee: String(employee.id),
  first_day,
  last_day,
  note,
});

const fieldsOf = ({ employee, note, ...days }: Values) => ({
  employee: Number(employee),
  ...days,
  note: note.trim(),
});

const needed = (value: string) => (value ? null : t("errors.required"));

/** Somebody's leave, entered or changed by who leads them. */
export function LeavePanel({ leave, onClose }: Props) {
  const save = useSaveLeave();
  const led = useLed().data ?? [];
  const [before] = useState(leave ? valuesOf(leave) : NEW);
  const form = useForm<Values>({
    initialValues: before,
    validate: { employee: needed, first_day: needed, last_day: needed },
  });
  async function submit(values: Values) {
    const fields = fieldsOf(values);
    const edited = leave && { id: leave.id, changes: changesOf(fieldsOf(before), fields) };
    const { employee } = await save.mutateAsync({ fields, ...(edited && { edited }) });
    notify(t("workdays.leave.saved", { name: employee.name }));
    onClose();
  }
  const title = leave
    ? t("workdays.leave.edit", { name: leave.employee.name })
    : t("workdays.leave.new");
  return (
    <Panel opened onClose={onClose} title={title} width={460}>
      <FormShell
        form={form}
        onSubmit={submit}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={leave ? t("ui.save") : t("workdays.leave.add")}
        onCancel={onClose}
      >
        {!leave && (
          <NativeSelect
            label={t("workdays.leave.who")}
            required
            data={[
              { value: "", label: "" },
              ...led.map(({ id, display_name: name }) => ({ value: String(id), label: name })),
            ]}
            {...form.getInputProps("employee")}
          />
        )}
        <DaysFields form={form} />
        <TextInput
          label={t("workdays.leave.note")}
          description={t("workdays.leave.noteHint")}
          maxLength={200}
          {...form.getInputProps("note")}
        />
      </FormShell>
    </Panel>
  );
}
