import type { UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import { changesOf } from "@/lib/changes";
import { clearDraft } from "@/lib/drafts";
import { notify } from "@/ui/notify";
import { renamed } from "./code";

/** A form that adds one or, given one, edits it. */
export interface EntryFormProps<Entry> {
  onDone: (saved: Entry) => void;
  onCancel?: (() => void) | undefined;
  /** What its button says; else what it does. */
  submitLabel?: string;
}

interface Saves<Fields, Entry> {
  mutateAsync: (asked: {
    fields: Fields;
    edited?: { id: number; changes: Partial<Fields> };
  }) => Promise<Entry>;
}

/** Add it, or with an `id` send what differs from what the form began with; and say so. */
export async function saveEntry<Fields extends object, Entry extends { name: string }>(
  save: Saves<Fields, Entry>,
  before: Fields,
  fields: Fields,
  id: number | undefined,
): Promise<Entry> {
  const edited = id === undefined ? undefined : { id, changes: changesOf(before, fields) };
  const saved = await save.mutateAsync({ fields, ...(edited && { edited }) });
  notify(t(edited ? "admin.saved" : "admin.added", { name: saved.name }));
  return saved;
}

/** Leave by "Cancel", which throws away what was typed; every other way out keeps it. */
export const discarding = (draft: string, onCancel: () => void) => () => {
  clearDraft(draft);
  onCancel();
};

export const needed = (value: string) => (value.trim() ? null : t("errors.required"));

/** The input of a name that the short code follows. */
export function nameProps<Values extends { name: string; code: string }>(
  form: UseFormReturnType<Values>,
) {
  return {
    ...(form.getInputProps("name") as { value: string; error?: string }),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const next = renamed(form.values, currentTarget.value);
      form.setValues((now) => ({ ...now, ...next }));
      form.clearFieldError("name");
    },
  };
}
