import { t } from "@/i18n";
import { CountChips } from "@/ui/CountChips";
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
    <CountChips
      label={t("money.views")}
      chips={views.map((value) => ({
        value,
        text: t(`money.view.${value}`),
        count: counts[value],
      }))}
      chosen={chosen}
      onChoose={onChoose}
      className={classes.views}
    />
  );
}
