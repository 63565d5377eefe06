import { Button } from "@mantine/core";
import { useEffect } from "react";
import { t } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { notifyError } from "@/ui/notify";
import { NotificationItem } from "./NotificationItem";
import { NotificationSkeleton } from "./NotificationSkeleton";
import classes from "./notifications.module.css";
import { useMarkAllRead, useMarkRead, useNotifications } from "./queries";
import { useUnread } from "./unread";

interface Props {
  me: number;
  unreadOnly?: boolean;
  /** A link was followed. */
  onLeave?: () => void;
}

/** Notifications, newest first: loading, failed, none, or there. */
export function NotificationList({ me, unreadOnly = false, onLeave }: Props) {
  const list = useNotifications(unreadOnly ? { unread: true } : {});
  const read = useMarkRead();
  const unread = useUnread();
  const { data, error, refetch } = list;
  // The feed tells how many there are: another number means that there is something to load.
  useEffect(() => void refetch(), [unread, refetch]);
  if (!data && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <NotificationSkeleton />;
  if (data.length === 0)
    return (
      <EmptyState
        title={t(unreadOnly ? "notifications.noneUnread" : "notifications.none")}
        hint={t("notifications.noneHint")}
      />
    );
  const mark = (id: number) => read.mutate(id, { onError: notifyError });
  return (
    <>
      <MarkAll until={data[0]?.at} unread={unread} />
      <ul className={classes.list}>
        {data.map((each) => (
          <NotificationItem
            key={each.id}
            found={each}
            me={me}
            onRead={() => mark(each.id)}
            onFollow={() => {
              if (each.read_at === null) mark(each.id);
              onLeave?.();
            }}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("ui.loadMore")}
        </Button>
      )}
    </>
  );
}

/** Keeps its place when there is nothing to mark, so that the list does not jump. */
function MarkAll({ until, unread }: { until: string | undefined; unread: number }) {
  const readAll = useMarkAllRead();
  return (
    <div className={classes.bar}>
      <span className={classes.quiet}>{t("notifications.unread", { count: unread })}</span>
      <Button
        variant="subtle"
        size="compact-sm"
        mih={44}
        disabled={unread === 0 || until === undefined}
        loading={readAll.isPending}
        onClick={() => until && readAll.mutate(until, { onError: notifyError })}
      >
        {t("notifications.markAll")}
      </Button>
    </div>
  );
}
