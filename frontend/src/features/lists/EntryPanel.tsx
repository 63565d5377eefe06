import { TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { changesOf, draftName } from "@/lib/changes";
import { clearDraft } from "@/lib/drafts";
import { entryText } from "@/ui/entryText";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import classes from "./lists.module.css";
import { type Entry, type Labels, type ListKind, useAddEntry, useEditEntry } from "./queries";

interface Props {
  kind: ListKind;
  /** Without one a new one is added. */
  entry: Entry | undefined;
  onClose: () => void;
}

/** A new entry, or the words of one. */
export function EntryPanel({ kind, entry, onClose }: Props) {
  const list = t(`admin.list.kind.${kind}`);
  const title = entry ? entryText(entry) : t("admin.list.addTitle", { list });
  return (
    <Panel opened onClose={onClose} title={title} width={460}>
      <EntryForm kind={kind} entry={entry} onClose={onClose} />
    </Panel>
  );
}

const needed = (value: string) => (value.trim() ? null : t("errors.required"));

function EntryForm({ kind, entry, onClose }: Props) {
  const add = useAddEntry(kind);
  const edit = useEditEntry(kind);
  const save = entry ? edit : add;
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState<Labels>({
    label_en: entry?.label_en ?? "",
    label_zh: entry?.label_zh ?? "",
  });
  const draft = draftName(`list.${kind}`, entry?.id, before);
  const form = useForm<Labels>({
    initialValues: before,
    validate: { label_en: needed, label_zh: needed },
  });
  async function submit(labels: Labels) {
    const saved = entry
      ? await edit.mutateAsync({ id: entry.id, ...changesOf(before, labels) })
      : await add.mutateAsync(labels);
    notify(t(entry ? "admin.saved" : "admin.added", { name: entryText(saved) }));
    onClose();
  }
  function discard() {
    clearDraft(draft);
    onClose();
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={entry ? t("ui.save") : t("admin.list.add")}
      draft={draft}
      onCancel={discard}
    >
      <LabelFields form={form} isNew={!entry} />
      {entry && <p className={classes.code}>{t("admin.list.code", { code: entry.code })}</p>}
    </FormShell>
  );
}

interface FieldsProps {
  form: UseFormReturnType<Labels>;
  isNew: boolean;
}

/** Side by side: everybody reads the list in the language of their page. */
const LabelFields = ({ form, isNew }: FieldsProps) => (
  <div className={classes.pair}>
    <TextInput
      label={t("admin.list.english")}
      lang="en"
      data-autofocus={isNew || undefined}
      required
      maxLength={100}
      {...form.getInputProps("label_en")}
    />
    <TextInput
      label={t("admin.list.chinese")}
      lang="zh-CN"
      required
      maxLength={100}
      {...form.getInputProps("label_zh")}
    />
  </div>
);
