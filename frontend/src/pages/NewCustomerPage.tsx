import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function NewCustomerPage() {
  return <PageHeader title={t("nav.newCustomer")} />;
}
