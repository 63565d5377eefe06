import { Button, Skeleton, Stack } from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { CompareForm, useComparison } from "@/features/merging";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { isProblem } from "@/lib/problem";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";

const APART = [400, 404];

/** Two customers side by side: /customers/7/merge?with=8, `listed` when one came from the list of pairs. */
export default function MergePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const url = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const [kept, merged, listed] = [Number(id), Number(url.with), url.listed !== undefined];
  const query = useComparison(kept, merged);
  // Not an input's error: the two came by a link, or from a list that somebody else works on too.
  const gone = isProblem(query.error) && APART.includes(query.error.status);
  const back = listed ? paths.duplicates() : paths.customer(kept);
  return (
    <>
      <PageHeader
        title={t("merging.title")}
        actions={
          <Button component={Link} to={back} variant="default">
            {t("merging.back")}
          </Button>
        }
      />
      {query.data && (
        <CompareForm
          comparison={query.data}
          turning={query.isPlaceholderData}
          onTurn={(other) =>
            void navigate({
              to: paths.merge(other, other === kept ? merged : kept, listed),
              replace: true,
            })
          }
          onMerged={(one) => void navigate({ to: listed ? back : paths.customer(one) })}
        />
      )}
      {!query.data && query.error && !gone && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {gone && <EmptyState title={t("merging.apart")} hint={t("merging.apartHint")} />}
      {query.isPending && <Coming />}
    </>
  );
}

function Coming() {
  return (
    <Stack role="status" aria-label={t("ui.loading")} px="var(--shoal-gutter)" maw={960}>
      {[96, 44, 44, 44, 44].map((height, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  );
}
