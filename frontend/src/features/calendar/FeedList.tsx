import { Button, Skeleton } from "@mantine/core";
import { CalendarSync } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { notify } from "@/ui/notify";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./calendar.module.css";
import { type PlanFeed, usePlanFeeds, useRevokeFeed } from "./queries";

const NewFeed = later(async () => (await import("./NewFeed")).NewFeed);

/** The addresses at which my phones read my plans. */
export function FeedList() {
  const { data: feeds, error, refetch } = usePlanFeeds();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<PlanFeed | null>(null);
  return (
    <section aria-labelledby="plan-feeds">
      <h2 id="plan-feeds" className={classes.heading}>
        {t("agenda.feed.title")}
      </h2>
      <p className={classes.lead}>{t("agenda.feed.lead")}</p>
      {!feeds && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!feeds && !error && <Skeleton height={58} my={8} />}
      {feeds?.length === 0 && <p className={classes.lead}>{t("agenda.feed.none")}</p>}
      {feeds?.map((feed) => (
        <div key={feed.id} className={classes.feed}>
          <CalendarSync size={20} aria-hidden />
          <div className={classes.feedText}>
            <div>{feed.name}</div>
            <div className={classes.quiet}>
              {feed.last_read_at ? (
                <>
                  {t("agenda.feed.lastRead")} <RelativeDate at={feed.last_read_at} />
                </>
              ) : (
                t("agenda.feed.neverRead")
              )}
            </div>
          </div>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t("agenda.feed.revokeOne", { name: feed.name })}
            onClick={() => setRevoking(feed)}
          >
            {t("agenda.feed.revoke")}
          </Button>
        </div>
      ))}
      <Button variant="default" mt="md" onClick={() => setMaking(true)}>
        {t("agenda.feed.make")}
      </Button>
      {making && <NewFeed onClose={() => setMaking(false)} />}
      {revoking && <RevokeFeed feed={revoking} onClose={() => setRevoking(null)} />}
    </section>
  );
}

function RevokeFeed({ feed, onClose }: { feed: PlanFeed; onClose: () => void }) {
  const revoke = useRevokeFeed();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("agenda.feed.revokeTitle", { name: feed.name })}
      consequence={t("agenda.feed.revokeConsequence")}
      confirmLabel={t("agenda.feed.revoke")}
      danger
      loading={revoke.isPending}
      submitError={revoke.error}
      onConfirm={() =>
        revoke.mutate(feed.id, {
          onSuccess: () => {
            notify(t("agenda.feed.revoked"));
            onClose();
          },
        })
      }
    />
  );
}
