import { Textarea } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { useSetShares } from "./credit";
import type { Enrollment } from "./queries";
import { asShares, ShareFields } from "./ShareFields";

interface Props {
  enrollment: Enrollment;
  onClose: () => void;
}

/** Who is credited from now on; the words stay in the ledger. */
export function SharesDialog({ enrollment, onClose }: Props) {
  const set = useSetShares(enrollment.id);
  const [shares, setShares] = useState(asShares(enrollment.credit_shares));
  const [note, setNote] = useState("");
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("enrollments.sale.change")}
      consequence={t("enrollments.sale.changeHint")}
      confirmLabel={t("enrollments.sale.save")}
      loading={set.isPending}
      submitError={set.error}
      onConfirm={() =>
        set.mutate(
          { shares, note },
          {
            onSuccess: () => {
              notify(t("enrollments.sale.changed"));
              onClose();
            },
          },
        )
      }
    >
      <ShareFields value={shares} onChange={setShares} before={enrollment.credit_shares} />
      <Textarea
        label={t("enrollments.sale.why")}
        required
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
