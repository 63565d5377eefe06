import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function ProfilePage() {
  return <PageHeader title={t("nav.profile")} />;
}
