import { ActionIcon, NativeSelect, Skeleton } from "@mantine/core";
import dayjs from "dayjs";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { ErrorState } from "@/ui/ErrorState";
import { EntryList } from "./EntryList";
import { useCampuses, useClosedDays, useEntries, useLeave } from "./queries";
import { useYear } from "./useYear";
import { WeeklyRest } from "./WeeklyRest";
import classes from "./workdays.module.css";
import { monthsOf } from "./year";
import { YearGrid } from "./YearGrid";

/** A year of the school or of one campus: every day, and what was entered. */
export function YearPart({ mayEdit }: { mayEdit: boolean }) {
  const [year] = useYear();
  const [campus = "", setCampus] = useUrlParam("campus");
  const campuses = useCampuses().data ?? [];
  const closed = useClosedDays(year, campus);
  const entries = useEntries(year, campus);
  const leave = useLeave({ year });
  const months = useMemo(
    () => closed.data && monthsOf(year, closed.data, entries.data ?? [], leave.data ?? []),
    [year, closed.data, entries.data, leave.data],
  );
  if (closed.error && !closed.data) {
    return <ErrorState error={closed.error} onRetry={() => void closed.refetch()} />;
  }
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <YearStepper />
        <NativeSelect
          label={t("workdays.campus")}
          className={classes.place ?? ""}
          value={campus}
          data={[
            { value: "", label: t("workdays.school") },
            ...campuses.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(event) => setCampus(event.currentTarget.value || undefined)}
        />
      </div>
      <WeeklyRest campus={campuses.find(({ id }) => String(id) === campus)} mayEdit={mayEdit} />
      {months ? (
        <YearGrid months={months} today={dayjs().format("YYYY-MM-DD")} />
      ) : (
        <Skeleton height={640} />
      )}
      <EntryList year={year} entries={entries} mayEdit={mayEdit} />
    </div>
  );
}

/** Several years ahead, and back. */
export function YearStepper() {
  const [year, setYear] = useYear();
  return (
    <div className={classes.stepper}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t("workdays.back")}
        onClick={() => setYear(year - 1)}
      >
        <ChevronLeft size={18} />
      </ActionIcon>
      <span className={classes.yearNumber} aria-live="polite">
        {year}
      </span>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t("workdays.on")}
        onClick={() => setYear(year + 1)}
      >
        <ChevronRight size={18} />
      </ActionIcon>
    </div>
  );
}
