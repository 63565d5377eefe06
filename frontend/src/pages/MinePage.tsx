import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function MinePage() {
  return <PageHeader title={t("nav.mine")} />;
}
