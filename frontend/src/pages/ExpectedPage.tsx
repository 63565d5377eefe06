import { ActionIcon, Button, Skeleton } from "@mantine/core";
import dayjs from "dayjs";
import { ChevronLeft, ChevronRight } from "lucide-react";
import classes from "@/features/calendar/calendar.module.css";
import { CampusSelect, EVERYWHERE } from "@/features/calendar/CampusSelect";
import { ExpectedList } from "@/features/calendar/ExpectedList";
import { asDay } from "@/features/calendar/period";
import { useExpected } from "@/features/calendar/queries";
import { VisitActions } from "@/features/followups/VisitActions";
import { useMe } from "@/features/session/me";
import { t, useLanguage } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { useUrlParam } from "@/lib/useUrlParam";
import { ErrorState } from "@/ui/ErrorState";
import { PageHeader } from "@/ui/PageHeader";

/** The front desk: who comes today, by the hour; who is here. */
export default function ExpectedPage() {
  const [day, setDay] = useUrlParam("day");
  const [said, setCampus] = useUrlParam("campus");
  const { campus: own } = useMe();
  const campus = said ?? (own ? String(own.id) : EVERYWHERE);
  const { data, error, refetch } = useExpected({
    ...(day !== undefined && { date: day }),
    ...(/^\d+$/.test(campus) && { campus: Number(campus) }),
  });
  return (
    <>
      <PageHeader title={t("nav.expected")} />
      <div className={classes.filters}>
        <DayStepper day={day} onChange={setDay} />
        <CampusSelect value={campus} onChange={setCampus} />
      </div>
      {data?.capped && <p className={classes.hint}>{t("agenda.capped")}</p>}
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={220} mx="var(--shoal-gutter)" w="auto" />}
      {data && (
        <ExpectedList
          visitors={data.results}
          actions={(visitor) => <VisitActions plan={visitor} />}
        />
      )}
    </>
  );
}

interface StepperProps {
  /** undefined: today. */
  day: string | undefined;
  onChange: (day: string | undefined) => void;
}

function DayStepper({ day, onChange }: StepperProps) {
  const language = useLanguage();
  const today = asDay(dayjs());
  const here = day ?? today;
  const go = (by: number) => {
    const next = asDay(dayjs(here).add(by, "day"));
    // Today is each campus's own: it is not said as a date.
    onChange(next === today ? undefined : next);
  };
  return (
    <div className={classes.steps}>
      <ActionIcon size={44} aria-label={t("agenda.previous")} onClick={() => go(-1)}>
        <ChevronLeft size={20} />
      </ActionIcon>
      <span className={classes.period} aria-live="polite">
        {exactDay(here, language)}
      </span>
      <ActionIcon size={44} aria-label={t("agenda.next")} onClick={() => go(1)}>
        <ChevronRight size={20} />
      </ActionIcon>
      {day !== undefined && (
        <Button variant="default" size="compact-md" onClick={() => onChange(undefined)}>
          {t("agenda.today")}
        </Button>
      )}
    </div>
  );
}
