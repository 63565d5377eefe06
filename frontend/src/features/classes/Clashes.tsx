import { TriangleAlert } from "lucide-react";
import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import classes from "./classes.module.css";
import type { Clash } from "./queries";
import { hour, weekdayText } from "./words";

/** Who else wants a room or a teacher at the same time: a warning, in words. */
export function Clashes({ clashes }: { clashes: readonly Clash[] }) {
  if (clashes.length === 0) return null;
  return (
    <div className={classes.warning} role="status">
      <TriangleAlert size={18} aria-hidden className={classes.warningIcon} />
      <div>
        <strong>{t("classes.clash.title")}</strong>
        <ul className={classes.warnings}>
          {clashes.map((clash) => (
            <li
              key={`${clash.kind}.${clash.subject.id}.${clash.class_group.id}.${clash.weekday}.${clash.starts_at}`}
            >
              {clashText(clash)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

const clashText = (clash: Clash) =>
  t(`classes.clash.${clash.kind}`, {
    name: clash.subject.name,
    code: clash.class_group.name,
    when: `${weekdayText(clash.weekday)} ${hour(clash.starts_at)}–${hour(clash.ends_at)}`,
    first: exactDay(clash.first_at.slice(0, 10), getLanguage()),
    count: clash.count,
  });
