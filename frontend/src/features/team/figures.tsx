import { t } from "@/i18n";
import { type Figure, rowsOfFigure } from "@/lib/teamRows";
import { ListLink } from "@/ui/ListLink";
import type { Member } from "./queries";
import classes from "./team.module.css";

export interface Whole {
  /** The viewer's list of everybody's customers. */
  list: string;
  returningBefore: string;
  /** The most that anybody holds: a full bar. */
  most: number;
}

interface Props {
  member: Member;
  figure: Exclude<Figure, "households">;
  whole: Whole;
}

/** Late, or left lying: these stand out as soon as there is one. */
const BAD: readonly Figure[] = ["overdue", "never_contacted", "returning"];

/** A number that opens the rows behind it. */
export function Number({ member, figure, whole }: Props) {
  const count = member[figure];
  const { to, filters } = rowsOfFigure(figure, member, whole.list, whole.returningBefore);
  const words = { name: member.employee.name, what: t(`team.figure.${figure}`), count };
  return (
    // The link inherits its colour.
    <span
      className={classes.figure}
      data-zero={count === 0}
      data-bad={count > 0 && BAD.includes(figure)}
    >
      <ListLink
        to={to}
        filters={filters}
        className={classes.number}
        aria-label={t("team.rowsOf", words)}
      >
        {count}
      </ListLink>
    </span>
  );
}

/** How much somebody holds beside the others: filled as far as contacted, hollow where not. */
export function HeldBar({ member: { held, never_contacted }, most }: BarProps) {
  const share = (part: number) => `${most ? (100 * part) / most : 0}%`;
  const words = t("team.contactedOf", { count: held - never_contacted, held });
  return (
    <span className={classes.bar} role="img" aria-label={words} title={words}>
      {held > never_contacted && (
        <span className={classes.contacted} style={{ width: share(held - never_contacted) }} />
      )}
      {never_contacted > 0 && (
        <span className={classes.untouched} style={{ width: share(never_contacted) }} />
      )}
    </span>
  );
}

interface BarProps {
  member: Member;
  most: number;
}

/** In how many households, where that says something else. */
export function Households({ member, list }: { member: Member; list: string }) {
  if (member.households === member.held) return null;
  const { to, filters } = rowsOfFigure("households", member, list);
  return (
    <ListLink to={to} filters={filters} className={classes.households}>
      {t("team.households", { count: member.households })}
    </ListLink>
  );
}
