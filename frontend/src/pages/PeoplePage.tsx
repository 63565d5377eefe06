import { PeopleTable } from "@/features/people/PeopleTable";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { PageHeader } from "@/ui/PageHeader";

export default function PeoplePage() {
  const { capabilities, role } = useMe();
  return (
    <>
      <PageHeader title={t("nav.people")} />
      <PeopleTable
        leads={capabilities.includes("employees.approve")}
        manages={capabilities.includes("employees.manage")}
        customersOf={role === "admin" ? paths.allOf : paths.teamOf}
      />
    </>
  );
}
