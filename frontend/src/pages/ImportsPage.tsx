import { ImportList } from "@/features/exchange/ImportList";
import { UploadBox } from "@/features/exchange/UploadBox";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";

export default function ImportsPage() {
  const me = useMe();
  const may = me.capabilities.includes("imports.run");
  return (
    <>
      <PageHeader title={t("nav.imports")} />
      {may ? (
        <>
          <UploadBox mine={me.pools} />
          <ImportList />
        </>
      ) : (
        <EmptyState title={t("errors.role_may_not")} hint={t("imports.importersOnly")} />
      )}
    </>
  );
}
