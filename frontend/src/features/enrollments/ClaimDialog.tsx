import { Textarea } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { useOpenDispute } from "./credit";
import type { Enrollment } from "./queries";

interface Props {
  enrollment: Enrollment;
  onClose: () => void;
}

/** Somebody says that a sale is theirs: who leads decides, with the ledger beside it. */
export function ClaimDialog({ enrollment, onClose }: Props) {
  const open = useOpenDispute(enrollment.id);
  const [claim, setClaim] = useState("");
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("enrollments.sale.claim")}
      consequence={t("enrollments.sale.claimHint")}
      confirmLabel={t("enrollments.sale.hand")}
      loading={open.isPending}
      submitError={open.error}
      onConfirm={() =>
        open.mutate(claim, {
          onSuccess: () => {
            notify(t("enrollments.sale.handed"));
            onClose();
          },
        })
      }
    >
      <Textarea
        label={t("enrollments.sale.whyMine")}
        required
        autosize
        minRows={3}
        value={claim}
        onChange={(event) => setClaim(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
