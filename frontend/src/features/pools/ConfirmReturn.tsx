import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { trialText } from "./sentences";
import type { Asking } from "./usePoolForm";

/** Before rules are saved by which somebody loses customers. */
export function ConfirmReturn({ found, choose }: Asking) {
  return (
    <ConfirmDialog
      opened
      danger
      onClose={() => choose(false)}
      title={t("admin.pool.trial.confirm", { count: found.customers })}
      consequence={`${trialText(found)} ${t("admin.pool.trial.consequence")}`}
      confirmLabel={t("admin.pool.trial.save")}
      onConfirm={() => choose(true)}
      loading={false}
      submitError={null}
    />
  );
}
