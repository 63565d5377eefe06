import { Button } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import classes from "./forms.module.css";
import { type IntakeForm, useRemoveForm } from "./queries";

/** A form through which nobody wrote goes; others are switched off, so there is no button then. */
export function RemoveForm({ form, onRemoved }: { form: IntakeForm; onRemoved: () => void }) {
  const [asking, setAsking] = useState(false);
  const remove = useRemoveForm(form.id);
  if (form.counts.last_at) return null;
  return (
    <div className={classes.end}>
      <Button variant="subtle" color="red" size="compact-sm" onClick={() => setAsking(true)}>
        {t("intake.remove")}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("intake.removeTitle", { name: form.name })}
        consequence={t("intake.removeHint")}
        confirmLabel={t("intake.remove")}
        danger
        loading={remove.isPending}
        submitError={remove.error}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              notify(t("intake.removed"));
              onRemoved();
            },
          })
        }
      />
    </div>
  );
}
