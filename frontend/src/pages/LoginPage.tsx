import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function LoginPage() {
  return <PageHeader title={t("nav.profile")} />;
}
