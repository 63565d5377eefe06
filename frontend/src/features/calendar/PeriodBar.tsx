import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import dayjs from "dayjs";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { t, useLanguage } from "@/i18n";
import classes from "./calendar.module.css";
import { asDay, type Period, step, titleOf, type View } from "./period";

interface Props {
  period: Period;
  onChange: (period: Period) => void;
  /** What the switch between mine and the department's calls the latter; none: there is no switch. */
  team?: string | undefined;
  isTeam: boolean;
  onTeam: (team: boolean) => void;
}

/** Which days, how many, whose. */
export function PeriodBar({ period, onChange, team, isTeam, onTeam }: Props) {
  const language = useLanguage();
  const go = (day: string) => onChange({ ...period, day });
  return (
    <div className={classes.bar}>
      <div className={classes.steps}>
        <ActionIcon
          size={36}
          aria-label={t("agenda.previous")}
          onClick={() => go(step(period, -1))}
        >
          <ChevronLeft size={18} />
        </ActionIcon>
        <Button variant="default" size="compact-md" onClick={() => go(asDay(dayjs()))}>
          {t("agenda.today")}
        </Button>
        <ActionIcon size={36} aria-label={t("agenda.next")} onClick={() => go(step(period, 1))}>
          <ChevronRight size={18} />
        </ActionIcon>
      </div>
      <h2 className={classes.period} aria-live="polite">
        {titleOf(period, language)}
      </h2>
      <div className={classes.switches}>
        {team && (
          <SegmentedControl
            size="xs"
            aria-label={t("agenda.whose")}
            data={[
              { value: "mine", label: t("agenda.mine") },
              { value: "team", label: team },
            ]}
            value={isTeam ? "team" : "mine"}
            onChange={(whose) => onTeam(whose === "team")}
          />
        )}
        {period.view !== "agenda" && (
          <SegmentedControl<View>
            size="xs"
            aria-label={t("agenda.view")}
            data={[
              { value: "week", label: t("agenda.week") },
              { value: "month", label: t("agenda.month") },
            ]}
            value={period.view}
            onChange={(view) => onChange({ ...period, view })}
          />
        )}
      </div>
    </div>
  );
}
