import { t } from "@/i18n";
import { StatusDot } from "@/ui/StatusDot";

/** Whether something may still be chosen. */
export function InUse({ is_active }: { is_active: boolean }) {
  return is_active ? (
    <StatusDot color="green">{t("admin.active")}</StatusDot>
  ) : (
    <StatusDot color="grey">{t("admin.inactive")}</StatusDot>
  );
}
