import { ApprovalList } from "@/features/people/ApprovalList";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";

export default function ApprovalsPage() {
  const me = useMe();
  return (
    <>
      <PageHeader title={t("nav.approvals")} note={t("people.oldestFirst")} />
      {me.capabilities.includes("employees.approve") ? (
        <ApprovalList approver={me} />
      ) : (
        <EmptyState title={t("errors.role_may_not")} hint={t("people.approversOnly")} />
      )}
    </>
  );
}
