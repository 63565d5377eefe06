import { TeamTable } from "@/features/team/TeamTable";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";

/** Who sits on what, for those who lead. */
export default function TeamOverviewPage() {
  const me = useMe();
  return (
    <>
      <PageHeader title={t("team.title")} note={t("team.lead")} />
      {me.capabilities.includes("team.view") ? (
        <TeamTable list={me.role === "admin" ? paths.all() : paths.team()} />
      ) : (
        <EmptyState title={t("errors.role_may_not")} hint={t("team.leadersOnly")} />
      )}
    </>
  );
}
