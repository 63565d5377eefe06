import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function AdminPage() {
  return <PageHeader title={t("nav.administration")} />;
}
