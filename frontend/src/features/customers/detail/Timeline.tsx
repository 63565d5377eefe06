import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { customerKeys } from "@/features/customers/keys";
import type { Customer } from "@/features/customers/types";
import { getLanguage, t } from "@/i18n";
import { cursorOf } from "@/lib/cursorOf";
import { daysUntil, exactDay } from "@/lib/dates";
import { EmptyState } from "@/ui/EmptyState";
import { errorText } from "@/ui/errorText";
import { ErrorState } from "@/ui/ErrorState";
import classes from "./detail.module.css";
import { asEntry, byDay } from "./entries";
import type { Slots } from "./slots";
import { TimelineItem } from "./TimelineItem";

interface Props {
  customer: Customer;
  slots: Slots;
}

/** Everything that happened, newest first, in groups of days. */
export function Timeline({ customer, slots }: Props) {
  const timeline = useTimeline(customer.id);
  const { data: entries, error, refetch } = timeline;
  if (!entries && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!entries) return <TimelineSkeleton />;
  if (entries.length === 0) return <EmptyState title={t("customers.timeline.empty")} />;
  return (
    <div className={classes.timeline}>
      {byDay(entries).map(({ day, entries: those }) => (
        <section key={day} aria-label={dayText(day)}>
          <h3 className={classes.day}>{dayText(day)}</h3>
          <ol className={classes.entries}>
            {those.map((entry) => (
              <TimelineItem key={entry.id} entry={entry} customer={customer} slots={slots} />
            ))}
          </ol>
        </section>
      ))}
      {timeline.isFetchNextPageError && <p role="alert">{errorText(timeline.error)}</p>}
      {timeline.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t("ui.loadMore")}
        </Button>
      )}
    </div>
  );
}

function useTimeline(id: number) {
  return useInfiniteQuery({
    queryKey: customerKeys.timeline(id),
    queryFn: ({ pageParam: cursor }) =>
      unwrap(
        api.GET("/api/v1/customers/{id}/timeline/", {
          params: { path: { id }, query: { cursor, page_size: 30 } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: cursorOf,
    select: (data) => data.pages.flatMap((page) => page.results.map(asEntry)),
  });
}

function dayText(day: string): string {
  const ago = -daysUntil(new Date(day));
  if (ago === 0) return t("customers.timeline.today");
  if (ago === 1) return t("customers.timeline.yesterday");
  return exactDay(new Date(day), getLanguage());
}

function TimelineSkeleton() {
  return (
    <div role="status" aria-label={t("ui.loading")} className={classes.timeline}>
      {[70, 45, 60, 50].map((width) => (
        <Skeleton key={width} height={12} width={`${width}%`} radius="xl" />
      ))}
    </div>
  );
}
