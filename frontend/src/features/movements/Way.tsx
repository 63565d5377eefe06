import { ArrowRight, Waves } from "lucide-react";
import { t } from "@/i18n";
import classes from "./movements.module.css";
import type { Movement, Side as SideOf } from "./queries";
import { sideText } from "./words";

/** From whom to whom. */
export function Way({ movement: { from, to } }: { movement: Movement }) {
  return (
    <span
      className={classes.way}
      title={t("team.fromTo", { from: sideText(from), to: sideText(to) })}
    >
      <Side side={from} />
      <ArrowRight size={14} role="img" aria-label={t("team.wentTo")} className={classes.icon} />
      <Side side={to} />
    </span>
  );
}

function Side({ side }: { side: SideOf | null }) {
  return (
    <>
      {side && !side.owner && (
        <Waves size={14} role="img" aria-label={t("team.pool")} className={classes.icon} />
      )}
      <span className={classes.side} data-person={Boolean(side?.owner)}>
        {sideText(side)}
      </span>
    </>
  );
}
