import { MovementTable } from "@/features/movements/MovementTable";
import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function MovementsPage() {
  return (
    <>
      <PageHeader title={t("team.movements")} note={t("team.movementsLead")} />
      <MovementTable />
    </>
  );
}
