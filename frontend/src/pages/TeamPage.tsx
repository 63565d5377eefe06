import { t } from "@/i18n";
import { HeldListPage } from "./parts/HeldListPage";

export default function TeamPage() {
  return (
    <HeldListPage
      scope="team"
      title={t("nav.team")}
      label={t("customers.list.team")}
      empty={{ title: t("customers.list.emptyTeam") }}
    />
  );
}
