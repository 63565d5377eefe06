import { Button, Skeleton, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Customer } from "@/features/customers";
import { markText, useMarks } from "@/features/live";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { isProblem } from "@/lib/problem";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { LiveNote } from "./LiveNote";

interface Props {
  id: number;
  query: { data: Customer | undefined; error: unknown; refetch: () => unknown };
  children: (customer: Customer) => ReactNode;
}

/** Loading, failed, no longer mine to see, or there. */
export function CustomerFace({ id, query: { data, error, refetch }, children }: Props) {
  const mark = useMarks().get(id);
  // Also when they were there a moment ago: somebody else may hold them now.
  if (isProblem(error) && error.status === 404)
    return (
      <EmptyState
        title={t("customers.view.gone")}
        hint={mark?.holder ? markText(mark) : t("customers.view.goneHint")}
        action={
          <Button component={Link} to={paths.mine()} variant="default">
            {t("nav.mine")}
          </Button>
        }
      />
    );
  if (data)
    return (
      <>
        <LiveNote id={id} />
        {children(data)}
      </>
    );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Stack role="status" aria-label={t("ui.loading")} gap="lg">
      {[40, 70, 55, 90, 65, 80].map((width) => (
        <Skeleton key={width} height={12} width={`${width}%`} radius="xl" />
      ))}
    </Stack>
  );
}
