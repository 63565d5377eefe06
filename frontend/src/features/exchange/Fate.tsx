import { UnstyledButton } from "@mantine/core";
import { t } from "@/i18n";
import { type DotColor, StatusDot } from "@/ui/StatusDot";
import classes from "./imports.module.css";
import { type Import, type Verdict, VERDICTS } from "./queries";
import { number } from "./words";

const COLORS: Record<Verdict, DotColor> = {
  new: "green",
  duplicate: "amber",
  invalid: "red",
  blank: "grey",
};

interface Props {
  counts: NonNullable<Import["counts"]>;
  committed: boolean;
  onOpen: (verdict: Verdict) => void;
}

/** The rows' fate in four numbers; each opens its rows. */
export function Fate({ counts, committed, onOpen }: Props) {
  return (
    <section aria-labelledby="import-fate">
      <h2 id="import-fate" className={classes.title}>
        {committed ? t("imports.result") : t("imports.fate")}
      </h2>
      <p className={classes.lead}>{t("imports.fateLead")}</p>
      <div className={classes.fate}>
        {VERDICTS.map((verdict) => (
          <UnstyledButton key={verdict} className={classes.number} onClick={() => onOpen(verdict)}>
            <span className={classes.figure}>{number(counts[verdict])}</span>
            <StatusDot color={COLORS[verdict]}>{t(`imports.verdict.${verdict}`)}</StatusDot>
            <span className={classes.means}>
              {t(committed ? `imports.became.${verdict}` : `imports.will.${verdict}`)}
            </span>
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}
