import { t } from "@/i18n";
import { HeldListPage } from "./parts/HeldListPage";

export default function MinePage() {
  return (
    <HeldListPage
      scope="mine"
      title={t("nav.mine")}
      label={t("customers.list.mine")}
      empty={{ title: t("customers.list.emptyMine"), hint: t("customers.list.emptyMineHint") }}
    />
  );
}
