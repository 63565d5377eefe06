import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function ImportPage() {
  return <PageHeader title={t("nav.imports")} />;
}
