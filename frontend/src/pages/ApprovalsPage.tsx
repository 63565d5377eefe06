import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function ApprovalsPage() {
  return <PageHeader title={t("nav.approvals")} />;
}
