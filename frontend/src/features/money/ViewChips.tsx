import { t } from "@/i18n";
import classes from "./money.module.css";
import { useWaitingMoney } from "./queries";
import type { View } from "./views";

interface Props {
  views: readonly View[];
  chosen: View;
  onChoose: (view: View) => void;
}

/** Which payments; of what waits, how many. */
export function ViewChips({ views, chosen, onChoose }: Props) {
  const waiting = useWaitingMoney().data;
  const counts: Partial<Record<View, number>> = waiting
    ? {
        confirm: waiting.to_confirm + waiting.refunds_to_pay,
        approve: waiting.refunds_to_approve,
      }
    : {};
  if (views.length < 2) return null;
  return (
    <div className={classes.views} role="group" aria-label={t("money.views")}>
      {views.map((view) => (
        <button
          key={view}
          type="button"
          className={classes.view}
          aria-pressed={view === chosen}
          onClick={() => onChoose(view)}
        >
          {t(`money.view.${view}`)}{" "}
          {counts[view] !== undefined && <span className={classes.count}>{counts[view]}</span>}
        </button>
      ))}
    </div>
  );
}
