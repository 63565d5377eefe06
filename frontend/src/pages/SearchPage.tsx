import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function SearchPage() {
  return <PageHeader title={t("nav.search")} />;
}
