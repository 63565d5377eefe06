import { Skeleton } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { ImportWizard } from "@/features/exchange/ImportWizard";
import { useImport } from "@/features/exchange/queries";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";

export default function ImportPage() {
  const { id } = useParams({ strict: false });
  const batch = useImport(Number(id));
  const me = useMe();
  return (
    <>
      <PageHeader title={batch.data?.filename ?? t("nav.imports")} />
      {batch.data ? (
        <ImportWizard batch={batch.data} viewer={me} />
      ) : batch.error ? (
        <ErrorState error={batch.error} onRetry={() => void batch.refetch()} />
      ) : (
        <Skeleton height={320} mx="lg" w="auto" />
      )}
    </>
  );
}
