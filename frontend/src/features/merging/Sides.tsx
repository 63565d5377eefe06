import { Anchor, Radio } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import classes from "./merging.module.css";
import type { Comparison, Person } from "./queries";
import { nameOf, whereText } from "./words";

interface Props {
  comparison: Comparison;
  onTurn: (kept: number) => void;
}

/** The two in their places, whichever of them stays. */
export const sidesOf = ({ kept, merged }: Comparison): [Person, Person] =>
  kept.id < merged.id ? [kept, merged] : [merged, kept];

export function Sides({ comparison, onTurn }: Props) {
  const { kept } = comparison;
  return (
    <Radio.Group
      aria-label={t("merging.title")}
      value={String(kept.id)}
      onChange={(id) => onTurn(Number(id))}
    >
      <div className={classes.sides}>
        {sidesOf(comparison).map((person) => (
          <div key={person.id} className={classes.side} data-kept={person.id === kept.id}>
            <Radio
              value={String(person.id)}
              label={t("merging.keep", { name: nameOf(person) })}
              description={t(person.id === kept.id ? "merging.kept" : "merging.gone")}
            />
            <div className={classes.about}>
              <span>{whereText(person)}</span>
              <span>
                {t("merging.since", { date: exactDay(person.created_at, getLanguage()) })}
              </span>
              <Anchor
                component={Link}
                to={paths.customer(person.id)}
                className={classes.look ?? ""}
                aria-label={t("merging.lookName", { name: nameOf(person) })}
              >
                {t("merging.look")}
              </Anchor>
            </div>
          </div>
        ))}
      </div>
    </Radio.Group>
  );
}
