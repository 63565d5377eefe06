import { Button, Skeleton } from "@mantine/core";
import { KeyRound, Monitor, Smartphone } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { t } from "@/i18n";
import { ErrorState } from "@/ui/ErrorState";
import { notify, notifyError } from "@/ui/notify";
import { RelativeDate } from "@/ui/RelativeDate";
import { deviceOf } from "./device";
import classes from "./Profile.module.css";
import {
  type Session,
  useEndSessions,
  useLogout,
  useLogoutEverywhere,
  useSessions,
} from "./queries";

const ConfirmDialog = lazy(async () => ({
  default: (await import("@/ui/ConfirmDialog")).ConfirmDialog,
}));

/** Where I am logged in, and the ways to end it. */
export function SessionList() {
  const sessions = useSessions();
  const end = useEndSessions();
  const endOnes = (ids: number[]) =>
    end.mutate(ids, {
      onSuccess: () => notify(t("session.endedCount", { count: ids.length })),
      onError: notifyError,
    });
  const others = (sessions.data ?? []).filter(({ current }) => !current).map(({ id }) => id);
  return (
    <section aria-labelledby="profile-sessions">
      <h2 id="profile-sessions" className={classes.title}>
        {t("session.sessions")}
      </h2>
      {!sessions.data && sessions.error && (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {!sessions.data && !sessions.error && <Skeleton height={58} my={8} />}
      {sessions.data?.map((session) => (
        <OneSession
          key={session.id}
          session={session}
          loading={end.isPending && end.variables.includes(session.id)}
          onEnd={() => endOnes([session.id])}
        />
      ))}
      {sessions.hasNextPage && (
        <Button variant="subtle" mt="xs" onClick={() => void sessions.fetchNextPage()}>
          {t("ui.loadMore")}
        </Button>
      )}
      <div className={classes.buttons}>
        {others.length > 0 && (
          <Button variant="default" loading={end.isPending} onClick={() => endOnes(others)}>
            {t("session.endOthers", { count: others.length })}
          </Button>
        )}
        <LogoutButtons />
      </div>
    </section>
  );
}

interface OneProps {
  session: Session;
  loading: boolean;
  onEnd: () => void;
}

function OneSession({ session, loading, onEnd }: OneProps) {
  const device = deviceOf(session.user_agent);
  const Icon = session.kind === "token" ? KeyRound : device.handheld ? Smartphone : Monitor;
  return (
    <div className={classes.session}>
      <Icon size={20} className={classes.icon} aria-hidden />
      <div className={classes.about}>
        <div className={classes.device}>
          <span title={session.user_agent}>{deviceText(session)}</span>
          {session.current && <span className={classes.here}>{t("session.thisOne")}</span>}
        </div>
        <div className={classes.quiet}>
          {session.ip && `${session.ip} · `}
          {t("session.lastSeen")} <RelativeDate at={session.last_seen_at} />
        </div>
      </div>
      {!session.current && (
        <Button
          variant="default"
          size="compact-sm"
          loading={loading}
          aria-label={t("session.endOne", { device: deviceText(session) })}
          onClick={onEnd}
        >
          {t("nav.logout")}
        </Button>
      )}
    </div>
  );
}

function deviceText({ user_agent, kind }: Session): string {
  const { browser, system } = deviceOf(user_agent);
  if (kind === "token")
    return t("session.program", { name: browser ?? t("session.unknownDevice") });
  if (browser && system) return t("session.browserOn", { browser, system });
  return browser ?? system ?? t("session.unknownDevice");
}

function LogoutButtons() {
  const [asking, setAsking] = useState(false);
  const logout = useLogout();
  const everywhere = useLogoutEverywhere();
  return (
    <>
      <Button
        variant="default"
        loading={logout.isPending}
        onClick={() => logout.mutate(undefined, { onError: notifyError })}
      >
        {t("session.logoutHere")}
      </Button>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t("session.logoutEverywhere")}
      </Button>
      <Suspense>
        {asking && (
          <ConfirmDialog
            opened
            onClose={() => setAsking(false)}
            title={t("session.everywhereTitle")}
            consequence={t("session.everywhereConsequence")}
            confirmLabel={t("session.logoutEverywhere")}
            onConfirm={() => everywhere.mutate()}
            loading={everywhere.isPending}
            submitError={everywhere.error}
            danger
          />
        )}
      </Suspense>
    </>
  );
}
