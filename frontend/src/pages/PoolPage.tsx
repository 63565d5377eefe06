import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function PoolPage() {
  return <PageHeader title={t("nav.pool")} />;
}
