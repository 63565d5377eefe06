import { Button } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { isMissingPart } from "./renewed";

/** A page threw. What the API or the network said can be tried again; a bug asks for a reload. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const lost = error instanceof TypeError && !(isMissingPart(error) && navigator.onLine);
  if (isProblem(error) || lost) {
    return <ErrorState error={error} onRetry={() => window.location.reload()} />;
  }
  return (
    <EmptyState
      title={t("ui.crashTitle")}
      hint={t("ui.crash")}
      action={
        <Button
          variant="default"
          onClick={() => {
            reset();
            window.location.reload();
          }}
        >
          {t("ui.reload")}
        </Button>
      }
    />
  );
}
