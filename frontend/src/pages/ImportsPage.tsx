import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function ImportsPage() {
  return <PageHeader title={t("nav.imports")} />;
}
