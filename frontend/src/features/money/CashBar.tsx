import { ActionIcon, NativeSelect, TextInput } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { t } from "@/i18n";
import { addDays, dayText } from "@/lib/dates";
import classes from "./cash.module.css";

interface Props {
  campuses: readonly { id: number; name: string }[];
  campus: number | undefined;
  day: string;
  onCampus: (campus: string) => void;
  onDay: (day: string) => void;
}

/** At which campus, on which day. */
export function CashBar({ campuses, campus, day, onCampus, onDay }: Props) {
  const step = (by: number) => onDay(dayText(addDays(day, by)));
  const today = dayText();
  return (
    <div className={classes.bar}>
      <NativeSelect
        aria-label={t("money.campus")}
        data={campuses.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(campus ?? "")}
        onChange={(event) => onCampus(event.currentTarget.value)}
      />
      <div className={classes.days}>
        <ActionIcon size={36} aria-label={t("money.cash.dayBefore")} onClick={() => step(-1)}>
          <ChevronLeft size={18} />
        </ActionIcon>
        <TextInput
          type="date"
          aria-label={t("money.cash.day")}
          max={today}
          value={day}
          onChange={(event) => event.currentTarget.value && onDay(event.currentTarget.value)}
        />
        <ActionIcon
          size={36}
          aria-label={t("money.cash.dayAfter")}
          disabled={day >= today}
          onClick={() => step(1)}
        >
          <ChevronRight size={18} />
        </ActionIcon>
      </div>
    </div>
  );
}
