import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { errorText } from "@/ui/errorText";
import { type MatchActions, Matches } from "./Matches";
import classes from "./NewCustomer.module.css";
import type { Match, useKnown } from "./queries";

/** What to do about them: one of the offered actions, or ask somebody who may see them. */
export const resolution = (matches: Match[]) =>
  matches.some(({ actions }) => actions.length > 0)
    ? "newcustomer.resolve"
    : "newcustomer.resolveElsewhere";

interface Props extends MatchActions {
  known: ReturnType<typeof useKnown>;
  /** A contact is typed, not only a name: then it is worth saying that nobody has it. */
  asked: boolean;
}

/** The answer to "do we know this person?", below what was typed; its place is kept so that nothing jumps. */
export function Known({ known, asked, ...actions }: Props) {
  const { data, error } = known;
  const nobody = data?.matches.length === 0;
  return (
    <div className={classes.known} role="status" aria-label={t("newcustomer.known")}>
      {data && data.matches.length > 0 && (
        <>
          <Matches matches={data.matches} {...actions} />
          <p className={classes.quiet}>{t(resolution(data.matches))}</p>
        </>
      )}
      {data && data.similar.length > 0 && (
        <>
          <p className={classes.quiet}>{t("newcustomer.similar")}</p>
          <Matches matches={data.similar} {...actions} />
        </>
      )}
      {nobody && asked && <p className={classes.good}>{t("newcustomer.unknown")}</p>}
      {/* Saving checks again, so a failed look-up is no reason to stop. */}
      {isProblem(error) && <p className={classes.quiet}>{errorText(error)}</p>}
      {!data && !error && <p className={classes.quiet}>{t("newcustomer.phoneHint")}</p>}
    </div>
  );
}
