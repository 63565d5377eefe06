import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Protectable } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t, useLanguage } from "@/i18n";
import { addDays, dayText, exactDay, fromInput, isPast } from "@/lib/dates";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { useProtect } from "./useCommands";

const DAYS_AHEAD = 30;
/** A year, as the API counts. */
const LONGEST = 365;

interface Props {
  customer: Protectable;
  onClose: () => void;
}

/** Until the end of which day the clock leaves a household with its holder. */
export function ProtectDialog({ customer, onClose }: Props) {
  const language = useLanguage();
  const protect = useProtect();
  const until = customer.protected_until;
  const kept = until !== null && !isPast(until);
  const [day, setDay] = useState(dayText(kept ? until : addDays(new Date(), DAYS_AHEAD)));
  const [note, setNote] = useState("");
  const name = nameOf(customer);

  function send(end: string | null) {
    const done = end
      ? t("customers.protect.done", { name, when: exactDay(end, language) })
      : t("customers.protect.ended", { name });
    protect.mutate(
      { id: customer.id, until: end, note: note.trim() },
      {
        onSuccess: () => {
          notify(done);
          onClose();
        },
      },
    );
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("customers.protect.title", { name })}
      consequence={t("customers.protect.consequence")}
      confirmLabel={t("customers.protect.verb")}
      onConfirm={() => send(fromInput(`${day}T23:59:59.999`))}
      loading={protect.isPending}
      submitError={protect.error}
    >
      <TextInput
        type="date"
        label={t("customers.protect.until")}
        description={t("customers.protect.longest")}
        required
        min={dayText()}
        max={dayText(addDays(new Date(), LONGEST))}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Textarea
        mt="md"
        label={t("customers.protect.note")}
        maxLength={2000}
        autosize
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {kept && (
        <Button mt="md" variant="subtle" disabled={protect.isPending} onClick={() => send(null)}>
          {t("customers.protect.end")}
        </Button>
      )}
    </ConfirmDialog>
  );
}
