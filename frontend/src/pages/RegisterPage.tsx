import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function RegisterPage() {
  return <PageHeader title={t("nav.profile")} />;
}
