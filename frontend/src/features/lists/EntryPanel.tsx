import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { changesOf, draftName } from "@/lib/changes";
import { clearDraft } from "@/lib/drafts";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import classes from "./lists.module.css";
import { type Entry, type Labels, type ListKind, useAddEntry, useEditEntry } from "./queries";
import { labelOf } from "./words";

interface Props {
  kind: ListKind;
  /** Without one a new one is added. */
  entry: Entry | undefined;
  onClose: () => void;
}

/** Both labels side by side: everybody reads the list in the language of their page. */
export function EntryPanel({ kind, entry, onClose }: Props) {
  const add = useAddEntry(kind);
  const edit = useEditEntry(kind);
  const save = entry ? edit : add;
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState<Labels>({
    label_en: entry?.label_en ?? "",
    label_zh: entry?.label_zh ?? "",
  });
  const draft = draftName(`list.${kind}`, entry?.id, before);
  const needed = (value: string) => (value.trim() ? null : t("errors.required"));
  const form = useForm<Labels>({
    initialValues: before,
    validate: { label_en: needed, label_zh: needed },
  });
  async function submit(labels: Labels) {
    const saved = entry
      ? await edit.mutateAsync({ id: entry.id, ...changesOf(before, labels) })
      : await add.mutateAsync(labels);
    notify(t(entry ? "admin.saved" : "admin.added", { name: labelOf(saved) }));
    onClose();
  }
  return (
    <Panel
      opened
      onClose={onClose}
      title={
        entry ? labelOf(entry) : t("admin.list.addTitle", { list: t(`admin.list.kind.${kind}`) })
      }
      width={460}
    >
      <FormShell
        form={form}
        onSubmit={submit}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={entry ? t("ui.save") : t("admin.list.add")}
        draft={draft}
        onCancel={() => {
          clearDraft(draft);
          onClose();
        }}
      >
        <div className={classes.pair}>
          <TextInput
            label={t("admin.list.english")}
            lang="en"
            data-autofocus={!entry || undefined}
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
        {entry && <p className={classes.code}>{t("admin.list.code", { code: entry.code })}</p>}
      </FormShell>
    </Panel>
  );
}
