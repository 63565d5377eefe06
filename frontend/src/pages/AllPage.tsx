import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function AllPage() {
  return <PageHeader title={t("nav.all")} />;
}
