import { Skeleton } from "@mantine/core";
import { type TimetableQuery, useTimetable } from "@/features/classes/queries";
import { Timetable } from "@/features/classes/Timetable";
import { t } from "@/i18n";
import { addDays, dayText, toDate, weekOf } from "@/lib/dates";
import { useUrlParam } from "@/lib/useUrlParam";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

// Its lists to choose from are as heavy as the rest of the page.
const TimetableBar = later(
  async () => (await import("@/features/classes/TimetableBar")).TimetableBar,
  () => <Skeleton height={36} />,
);
const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(toDate(text).getTime());

export default function TimetablePage() {
  const today = dayText();
  const [asked, setAsked] = useUrlParam("day");
  const days = weekOf(isDay(asked) ? asked : today);
  const query = useAsked(days);
  const { data, error, refetch } = useTimetable(query);
  const step = (weeks: -1 | 0 | 1) =>
    setAsked(weeks === 0 ? undefined : dayText(addDays(days[0] ?? today, weeks * 7)));
  return (
    <>
      <PageHeader title={t("nav.timetable")} note={t("classes.timetableLead")} />
      <TimetableBar days={days} onStep={step} />
      {data?.capped && <p>{t("classes.capped")}</p>}
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={320} />}
      {data && (
        <Timetable
          days={days}
          today={today}
          lessons={data.lessons}
          closed={closedOf(data.closed, query.campus)}
        />
      )}
    </>
  );
}

/** What the address asks for. */
function useAsked(days: readonly string[]): TimetableQuery {
  const [campus] = useUrlParam("campus");
  const [teacher] = useUrlParam("teacher");
  const [room] = useUrlParam("room");
  const [group] = useUrlParam("class_group");
  return {
    from: days[0] ?? "",
    to: days.at(-1) ?? "",
    ...(campus && { campus: Number(campus) }),
    ...(teacher && { teacher: Number(teacher) }),
    ...(room && { room: Number(room) }),
    ...(group && { class_group: Number(group) }),
  };
}

/** The closed days of the campus that is shown; of several, none is closed for all. */
function closedOf(
  closed: readonly { campus: number; days: string[] }[],
  campus: number | undefined,
): ReadonlySet<string> {
  return new Set(closed.find((one) => one.campus === campus)?.days ?? []);
}
