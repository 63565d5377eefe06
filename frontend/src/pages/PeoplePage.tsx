import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function PeoplePage() {
  return <PageHeader title={t("nav.people")} />;
}
