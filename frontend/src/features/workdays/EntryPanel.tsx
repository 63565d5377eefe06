import { NativeSelect, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { changesOf, draftName } from "@/lib/changes";
import { clearDraft } from "@/lib/drafts";
import { ChoiceChips } from "@/ui/ChoiceChips";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { DaysFields } from "./DaysFields";
import { type Entry, type EntryFields, useCampuses, useSaveEntry } from "./queries";

interface Props {
  /** Without one an entry is added. */
  entry: Entry | undefined;
  year: number;
  onClose: () => void;
}

interface Values {
  name: string;
  first_day: string;
  last_day: string;
  campus: string;
  kind: "closed" | "working";
}

const NEW: Values = { name: "", first_day: "", last_day: "", campus: "", kind: "closed" };

const valuesOf = (entry: Entry): Values => ({
  name: entry.name,
  first_day: entry.first_day,
  last_day: entry.last_day,
  campus: entry.campus ? String(entry.campus.id) : "",
  kind: entry.is_working ? "working" : "closed",
});

const fieldsOf = ({ name, first_day, last_day, campus, kind }: Values): Required<EntryFields> => ({
  name: name.trim(),
  first_day,
  last_day,
  campus: campus ? Number(campus) : null,
  is_working: kind === "working",
});

const needed = (value: string) => (value.trim() ? null : t("errors.required"));

/** Days off, or days that are worked after all: added or changed. */
export function EntryPanel({ entry, year, onClose }: Props) {
  const save = useSaveEntry();
  const campuses = useCampuses().data ?? [];
  const [before] = useState(entry ? valuesOf(entry) : NEW);
  const draft = draftName(`calendar.${year}`, entry?.id, before);
  const form = useForm<Values>({
    initialValues: before,
    validate: { name: needed, first_day: needed, last_day: needed },
  });
  async function submit(values: Values) {
    const fields = fieldsOf(values);
    const changes = changesOf(fieldsOf(before), fields);
    const edited = entry && { id: entry.id, changes };
    const saved = await save.mutateAsync({ fields, ...(edited && { edited }) });
    notify(t(entry ? "workdays.saved" : "workdays.added", { name: saved.name }));
    onClose();
  }
  function cancel() {
    clearDraft(draft);
    onClose();
  }
  return (
    <Panel opened onClose={onClose} title={entry?.name ?? t("workdays.entry.new")} width={460}>
      <FormShell
        form={form}
        onSubmit={submit}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={entry ? t("ui.save") : t("workdays.add")}
        draft={draft}
        onCancel={cancel}
      >
        <TextInput
          label={t("workdays.entry.name")}
          placeholder={t("workdays.entry.namePlaceholder")}
          required
          maxLength={100}
          data-autofocus={!entry || undefined}
          {...form.getInputProps("name")}
        />
        <DaysFields form={form} />
        <NativeSelect
          label={t("workdays.entry.place")}
          data={[
            { value: "", label: t("workdays.school") },
            ...campuses.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          {...form.getInputProps("campus")}
        />
        <ChoiceChips
          label={t("workdays.entry.kind")}
          options={[
            { value: "closed", label: t("workdays.entry.closed") },
            { value: "working", label: t("workdays.entry.working") },
          ]}
          value={form.values.kind}
          onChange={(kind) => form.setFieldValue("kind", kind || "closed")}
        />
        {form.values.kind === "working" && <p>{t("workdays.entry.workingHint")}</p>}
      </FormShell>
    </Panel>
  );
}
