import { ActionIcon, Button, Select } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { getLanguage, t } from "@/i18n";
import { dayRange } from "@/lib/dates";
import { useUrlParam } from "@/lib/useUrlParam";
import { useCampuses, useRooms, useTeachers } from "./queries";
import classes from "./timetable.module.css";

interface Props {
  days: readonly string[];
  onStep: (weeks: -1 | 0 | 1) => void;
}

const choices = (found: { id: number; name: string }[] | undefined) =>
  (found ?? []).map(({ id, name: label }) => ({ value: String(id), label }));

/** Which week; of which campus, teacher, room. All of it stands in the address. */
export function TimetableBar({ days, onStep }: Props) {
  const [first = "", last = ""] = [days[0], days.at(-1)];
  const rooms = (useRooms().data ?? []).map(({ id, name, campus }) => ({
    id,
    name: `${campus.name} ${name}`,
  }));
  return (
    <div className={classes.bar}>
      <div className={classes.steps}>
        <ActionIcon size={36} aria-label={t("classes.weekBefore")} onClick={() => onStep(-1)}>
          <ChevronLeft size={18} />
        </ActionIcon>
        <Button variant="default" size="compact-md" onClick={() => onStep(0)}>
          {t("classes.thisWeek")}
        </Button>
        <ActionIcon size={36} aria-label={t("classes.weekAfter")} onClick={() => onStep(1)}>
          <ChevronRight size={18} />
        </ActionIcon>
      </div>
      <h2 className={classes.period} aria-live="polite">
        {dayRange(first, last, getLanguage())}
      </h2>
      <div className={classes.filters}>
        <Of name="campus" label={t("classes.campus")} data={choices(useCampuses().data)} />
        <Of name="teacher" label={t("classes.teacher")} data={choices(useTeachers().data)} />
        <Of name="room" label={t("classes.room")} data={choices(rooms)} />
      </div>
    </div>
  );
}

function Of({
  name,
  label,
  data,
}: {
  name: string;
  label: string;
  data: { value: string; label: string }[];
}) {
  const [value, setValue] = useUrlParam(name);
  return (
    <Select
      size="xs"
      aria-label={label}
      placeholder={label}
      data={data}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("classes.clear", { name: label }) }}
      value={value ?? null}
      onChange={(chosen) => setValue(chosen ?? undefined)}
    />
  );
}
