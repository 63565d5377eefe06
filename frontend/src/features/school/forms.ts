import type { UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import { clearDraft } from "@/lib/drafts";
import { renamed } from "./code";

/** A form that adds one or, given one, edits it. */
export interface EntryFormProps<Entry> {
  onDone: (saved: Entry) => void;
  onCancel?: (() => void) | undefined;
  /** What its button says; else what it does. */
  submitLabel?: string;
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
