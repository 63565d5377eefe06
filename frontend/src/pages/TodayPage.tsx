import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Phone } from "lucide-react";
import { LogFollowUp } from "@/features/followups";
import { type Me, useMe } from "@/features/session/me";
import { SetupCard, useSetup } from "@/features/setup";
import {
  queueOf,
  TeamTable,
  TodaySections,
  TodaySkeleton,
  useCallQueue,
  useToday,
  Waiting,
} from "@/features/today";
import { loadWords, t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";
import { CustomerDesk } from "./parts/CustomerDesk";
import { TodayInquiries } from "./parts/TodayInquiries";
import { TodayLine } from "./parts/TodayLine";

// Of few, with words of its own.
const FinanceToday = later(async () => {
  const [{ FinanceToday: Found }] = await Promise.all([
    import("@/features/money/FinanceToday"),
    loadWords("money"),
    loadWords("payments"),
  ]);
  return Found;
});

export default function TodayPage() {
  const me = useMe();
  if (me.role === "finance") {
    return (
      <>
        <PageHeader title={t("nav.today")} />
        <FinanceToday />
      </>
    );
  }
  return (
    <CustomerDesk>
      <WorkToday me={me} />
    </CustomerDesk>
  );
}

function WorkToday({ me }: { me: Me }) {
  const { data, error, refetch } = useToday();
  const setup = useSetup(me.role === "admin");
  // Together: the card above must not push down what somebody is about to tap.
  const today = setup.isLoading ? undefined : data;
  const calls = useCallQueue();
  const queue = today ? queueOf(today) : [];
  const first = queue[0];
  const leading = today?.team !== undefined;
  return (
    <>
      <PageHeader
        title={t("nav.today")}
        note={queue.length > 0 && t("today.note", { count: queue.length })}
        primary={
          first && (
            <Button
              leftSection={<Phone size={16} aria-hidden />}
              variant={leading ? "default" : "filled"}
              onClick={() => calls.start(first, queue)}
            >
              {t("today.start")}
            </Button>
          )
        }
      />
      {!today &&
        (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <TodaySkeleton />)}
      {today && setup.data?.next && !setup.data.hidden && setup.data.steps && (
        <SetupCard steps={setup.data.steps} next={setup.data.next} />
      )}
      {today?.inbox !== undefined && <Waiting count={today.inbox} />}
      {today?.team && (
        <TeamTable team={today.team} list={me.role === "admin" ? paths.all() : paths.team()} />
      )}
      {today && <TodayInquiries inquiries={today.inquiries} />}
      {today && (
        <TodaySections
          today={today}
          heading={leading ? t("today.mine") : undefined}
          renderRow={(row) => (
            <TodayLine customer={row} onLog={(customer) => calls.start(customer, queue)} />
          )}
        />
      )}
      {today && !first && !leading && today.inquiries.rows.length === 0 && (
        <EmptyState
          title={t("today.empty")}
          hint={t("today.emptyHint")}
          action={
            <Button component={Link} to={paths.pool()}>
              {t("today.toPool")}
            </Button>
          }
        />
      )}
      {calls.current && (
        <LogFollowUp
          customer={calls.current}
          opened={calls.opened}
          onClose={() => calls.stop()}
          onNext={calls.next}
          onSaved={() => calls.next ?? calls.stop(true)}
        />
      )}
    </>
  );
}
