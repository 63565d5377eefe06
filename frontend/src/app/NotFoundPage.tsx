import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";

export function NotFoundPage() {
  return (
    <main>
      <PageHeader title={t("ui.notFoundTitle")} />
      <EmptyState
        title={t("ui.notFound")}
        action={
          <Button component={Link} to={paths.today()} variant="default">
            {t("nav.today")}
          </Button>
        }
      />
    </main>
  );
}
