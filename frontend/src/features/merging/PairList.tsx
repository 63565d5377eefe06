import { Anchor, Button, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { notify, notifyError } from "@/ui/notify";
import { readable } from "@/ui/PhoneLink";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./merging.module.css";
import { type Pair, type Standing, useDismiss, usePairs, useReopen } from "./queries";
import { nameOf, reasonText, whereText } from "./words";

/** Likely pairs, the likeliest first; or those of whom it was said that they are two people. */
export function PairList({ state }: { state: Standing }) {
  const query = usePairs(state);
  const { data: pairs, error } = query;
  if (!pairs)
    return error ? <ErrorState error={error} onRetry={() => void query.refetch()} /> : <Coming />;
  if (pairs.length === 0) {
    return state === "open" ? (
      <EmptyState title={t("merging.none")} hint={t("merging.noneHint")} />
    ) : (
      <EmptyState title={t("merging.noneDismissed")} hint={t("merging.noneDismissedHint")} />
    );
  }
  return (
    <>
      <ul className={classes.pairs} aria-label={t(`merging.${state}`)}>
        {pairs.map((pair) => (
          <li key={pair.id} className={classes.pair}>
            <PairCard pair={pair} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("ui.loadMore")}
          </Button>
        </div>
      )}
    </>
  );
}

function PairCard({ pair }: { pair: Pair }) {
  const { first, second, score, reasons, state } = pair;
  const names = { one: nameOf(first), other: nameOf(second) };
  return (
    <article aria-label={t("merging.pair", names)}>
      <div className={classes.people}>
        <Somebody row={first} />
        <Somebody row={second} />
      </div>
      <div className={classes.foot}>
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={reason}>{reasonText(reason)}</li>
          ))}
          <li className={classes.score} aria-label={t("merging.likelyLabel", { score })}>
            {t("merging.likely", { score })}
          </li>
        </ul>
        <div className={classes.buttons}>
          {state === "open" ? (
            <Open pair={pair} names={names} />
          ) : (
            <Dismissed pair={pair} names={names} />
          )}
        </div>
      </div>
    </article>
  );
}

interface Decision {
  pair: Pair;
  names: { one: string; other: string };
}

function Open({ pair, names }: Decision) {
  const dismiss = useDismiss();
  const reopen = useReopen();
  // Not by the callbacks of `mutate`: a pair that is decided has left the list.
  const again = () => void reopen.mutateAsync(pair.id).catch(notifyError);
  const apart = () =>
    void dismiss
      .mutateAsync(pair.id)
      .then(() => notify(t("merging.dismissedToast", names), again), notifyError);
  return (
    <>
      <Button
        variant="default"
        loading={dismiss.isPending}
        aria-label={t("merging.dismissName", names)}
        onClick={apart}
      >
        {t("merging.dismiss")}
      </Button>
      <Button
        component={Link}
        to={paths.merge(pair.first.id, pair.second.id, true)}
        aria-label={t("merging.compareName", names)}
      >
        {t("merging.compare")}
      </Button>
    </>
  );
}

function Dismissed({ pair, names }: Decision) {
  const reopen = useReopen();
  return (
    <Button
      variant="default"
      loading={reopen.isPending}
      aria-label={t("merging.reopenName", names)}
      onClick={() => reopen.mutate(pair.id, { onError: notifyError })}
    >
      {t("merging.reopen")}
    </Button>
  );
}

function Somebody({ row }: { row: Pair["first"] }): ReactNode {
  const phone = row.contact_masked ? row.phone : readable(row.phone);
  return (
    <div className={classes.person}>
      <Anchor component={Link} to={paths.customer(row.id)} className={classes.name ?? ""}>
        {nameOf(row)}
      </Anchor>
      <span>{phone || t("merging.noPhone")}</span>
      <span className={classes.quiet}>
        {[row.campus?.name, whereText(row)].filter(Boolean).join(" · ")}
      </span>
      <span className={classes.quiet}>
        <RelativeDate at={row.created_at} />
      </span>
    </div>
  );
}

function Coming() {
  return (
    <div role="status" aria-label={t("ui.loading")} className={classes.pairs}>
      {[1, 2, 3].map((number) => (
        <Skeleton key={number} height={132} radius="md" />
      ))}
    </div>
  );
}
