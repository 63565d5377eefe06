import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function TodayPage() {
  return <PageHeader title={t("nav.today")} />;
}
