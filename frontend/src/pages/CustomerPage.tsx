import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function CustomerPage() {
  return <PageHeader title={t("nav.mine")} />;
}
