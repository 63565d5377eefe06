import { t } from "@/i18n";
import classes from "./classes.module.css";
import type { ClassRow } from "./queries";

/** How many sit here, in a bar and in words: taken, held, free; who waits stands beside it. */
export function Seats({ seats, capacity }: Pick<ClassRow, "seats" | "capacity">) {
  const share = (count: number) => ({ width: `${(100 * count) / capacity}%` });
  return (
    <div className={classes.seats}>
      <span className={classes.bar} aria-hidden>
        <span className={classes.taken} style={share(seats.taken)} />
        <span className={classes.held} style={share(seats.held)} />
      </span>
      <span className={classes.seatWords}>
        {seats.free === 0
          ? t("classes.full", { capacity })
          : t("classes.seatsOf", { taken: seats.taken + seats.held, capacity })}
        {seats.waiting > 0 && ` · ${t("classes.waiting", { count: seats.waiting })}`}
      </span>
    </div>
  );
}

/** The four numbers, each with its name. */
export function SeatNumbers({ seats }: Pick<ClassRow, "seats">) {
  return (
    <dl className={classes.numbers}>
      {(["taken", "held", "free", "waiting"] as const).map((name) => (
        <div key={name} className={classes.number}>
          <dt>{t(`classes.seat.${name}`)}</dt>
          <dd>{seats[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
