import { AuditTable } from "@/features/audit/AuditTable";
import { t } from "@/i18n";
import { AdminPart } from "./parts/AdminPart";

export default function AdminAuditPage() {
  return (
    <AdminPart title={t("audit.title")} note={t("audit.lead")}>
      <AuditTable />
    </AdminPart>
  );
}
