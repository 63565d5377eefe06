import { NativeSelect, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { useDraft } from "@/lib/drafts";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import type { Choice } from "@/features/customers/choices";

interface Props {
  title: string;
  consequence: string;
  confirmLabel: string;
  reasons: Choice[];
  noteLabel: string;
  loading: boolean;
  submitError: unknown;
  /** The words are kept under this name until the command went through. */
  draft: string;
  onConfirm: (reason: string, note: string) => void;
  onClose: () => void;
}

/** Asks for one of the school's reasons, and words if somebody has some. */
export function ReasonDialog({ reasons, noteLabel, draft, onConfirm, ...dialog }: Props) {
  const [reason, setReason] = useState("");
  const [note, setNote] = useDraft(draft, "");
  const [missing, setMissing] = useState(false);
  const confirm = () => {
    setMissing(!reason);
    if (reason) onConfirm(reason, note.trim());
  };
  return (
    <ConfirmDialog {...dialog} opened onConfirm={confirm}>
      <Stack gap="sm">
        <NativeSelect
          data-autofocus
          label={t("customers.release.reason")}
          withAsterisk
          data={[{ value: "", label: t("customers.release.pickReason") }, ...reasons]}
          value={reason}
          error={missing && !reason ? t("errors.required") : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Textarea
          label={noteLabel}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
