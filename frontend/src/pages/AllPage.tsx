import { t } from "@/i18n";
import { HeldListPage } from "./parts/HeldListPage";

export default function AllPage() {
  return (
    <HeldListPage
      scope="all"
      title={t("nav.all")}
      label={t("customers.list.all")}
      empty={{ title: t("customers.list.emptyAll"), hint: t("customers.list.emptyAllHint") }}
    />
  );
}
