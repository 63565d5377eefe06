import { Button, Skeleton } from "@mantine/core";
import dayjs from "dayjs";
import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Agenda } from "@/features/calendar/Agenda";
import classes from "@/features/calendar/calendar.module.css";
import { asDay, type Period, type View } from "@/features/calendar/period";
import { PeriodBar } from "@/features/calendar/PeriodBar";
import { type CalendarPlan, useCalendar } from "@/features/calendar/queries";
import { useClosedDays } from "@/features/calendar/useClosedDays";
// By path: the room's index brings what stands on a customer's page.
import { planText } from "@/features/followups/planText";
import { useMovePlan } from "@/features/followups/queries";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { useUrlParam } from "@/lib/useUrlParam";
import { wholeErrorText } from "@/ui/errorText";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { notify, notifyRefusal } from "@/ui/notify";
import { PageHeader } from "@/ui/PageHeader";

const PlanPanel = later(async () => (await import("@/features/followups/PlanPanel")).PlanPanel);
const PlanSlot = later(async () => (await import("./parts/PlanSlot")).PlanSlot);
// Half of the page's code, and a phone does without it.
const PlanCalendar = lazy(() => import("@/features/calendar/PlanCalendar"));

const MORNING = 9;

export default function CalendarPage() {
  const me = useMe();
  const phone = useIsPhone();
  const [period, setPeriod] = usePeriod(phone);
  const [whose, setWhose] = useUrlParam("whose");
  const leading = me.capabilities.includes("customers.assign");
  const team = leading && whose === "team";
  const { data, error, refetch } = useCalendar(period, team);
  const closed = useClosedDays(period, me.campus?.id);
  const [looking, setLooking] = useState<CalendarPlan | null>(null);
  const [planning, setPlanning] = useState<Date | null>(null);
  const move = useMoveWithUndo();
  const everybody = me.role === "admin" ? t("agenda.everybody") : t("agenda.team");
  const shown = { period, closed, team, plans: data?.results ?? [], onOpen: setLooking };
  return (
    <>
      <PageHeader
        title={t("nav.calendar")}
        primary={
          <Button
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() =>
              setPlanning(dayjs().add(1, "day").hour(MORNING).startOf("hour").toDate())
            }
          >
            {t("followups.schedule")}
          </Button>
        }
      />
      <PeriodBar
        period={period}
        onChange={setPeriod}
        team={leading ? everybody : undefined}
        isTeam={team}
        onTeam={(wanted) => setWhose(wanted ? "team" : undefined)}
      />
      {data?.capped && <p className={classes.hint}>{t("agenda.capped")}</p>}
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className={classes.calendar ?? ""} />}
      {data && phone && <Agenda {...shown} />}
      {data && !phone && (
        <Suspense fallback={<Skeleton className={classes.calendar ?? ""} />}>
          <PlanCalendar {...shown} onMove={move} onPick={setPlanning} />
          <p className={classes.hint}>{t("agenda.hint")}</p>
        </Suspense>
      )}
      {looking && <PlanPanel plan={looking} onClose={() => setLooking(null)} />}
      {planning && <PlanSlot at={planning} onClose={() => setPlanning(null)} />}
    </>
  );
}

/** The period stands in the address; on a phone it is an agenda. */
function usePeriod(phone: boolean): [Period, (period: Period) => void] {
  const [view, setView] = useUrlParam("view");
  const [day, setDay] = useUrlParam("day");
  const wanted: View = view === "month" ? "month" : "week";
  const valid = day !== undefined && dayjs(day, "YYYY-MM-DD").isValid();
  const period: Period = { view: phone ? "agenda" : wanted, day: valid ? day : asDay(dayjs()) };
  const set = (next: Period) => {
    if (next.day !== period.day) setDay(next.day);
    else if (next.view !== period.view) setView(next.view);
  };
  return [period, set];
}

/** Dropped: it is moved at once, and undo moves it back as long as its old time is ahead. */
function useMoveWithUndo() {
  const { mutate } = useMovePlan();
  return (plan: CalendarPlan, to: Date, revert: () => void) =>
    mutate(
      { id: plan.id, due_at: to.toISOString() },
      {
        onSuccess: (moved) => {
          const back = () =>
            mutate(
              { id: plan.id, due_at: plan.due_at },
              { onError: (error) => notifyRefusal(wholeErrorText(error)) },
            );
          const ahead = dayjs(plan.due_at).isAfter(dayjs());
          notify(t("agenda.moved", { date: planText(moved) }), ahead ? back : undefined);
        },
        onError: (error) => {
          revert();
          notifyRefusal(wholeErrorText(error));
        },
      },
    );
}
