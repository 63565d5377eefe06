import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function TeamPage() {
  return <PageHeader title={t("nav.team")} />;
}
