import { Button } from "@mantine/core";
import { useState } from "react";
import { getLanguage, t } from "@/i18n";
import { later } from "@/ui/later";
import { type Campus, type School, useSchool } from "./queries";
import classes from "./workdays.module.css";
import { weekdayName } from "./year";

const RestPanel = later(async () => (await import("./RestPanel")).RestPanel);

interface Props {
  /** Without one it is about the school. */
  campus: Campus | undefined;
  mayEdit: boolean;
}

/** On which days of every week nobody works, in a sentence. */
export function WeeklyRest({ campus, mayEdit }: Props) {
  const school = useSchool();
  const [open, setOpen] = useState(false);
  return (
    <p className={classes.weekly}>
      <span>{school.data ? sentence(school.data, campus) : "…"}</span>
      {mayEdit && school.data && (
        <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
          {t("workdays.weekly.change")}
        </Button>
      )}
      {open && school.data && (
        <RestPanel school={school.data} campus={campus} onClose={() => setOpen(false)} />
      )}
    </p>
  );
}

function sentence(school: School, campus: Campus | undefined): string {
  if (!campus) {
    return school.rest_days.length
      ? t("workdays.weekly.some", { days: daysText(school.rest_days) })
      : t("workdays.weekly.none");
  }
  const { name, rest_days: own } = campus;
  if (own === null)
    return `${t("workdays.weekly.asSchool", { campus: name })} ${sentence(school, undefined)}`;
  return own.length
    ? t("workdays.weekly.campusSome", { campus: name, days: daysText(own) })
    : t("workdays.weekly.campusNone", { campus: name });
}

function daysText(days: readonly number[]): string {
  const names = days.map((day) => weekdayName(day, getLanguage()));
  const last = names.at(-1) ?? "";
  const first = names.slice(0, -1);
  return first.length
    ? first.join(t("workdays.weekly.comma")) + t("workdays.weekly.and") + last
    : last;
}
