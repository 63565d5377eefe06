import { say, t } from "@/i18n";
import classes from "./Entrance.module.css";

interface Props {
  /** Why the API ended it, as a code; one it does not tell, or that is not known here, reads as unknown. */
  why: string;
}

/** They were in, and something else than they ended it. */
export function EndedNotice({ why }: Props) {
  const reason = say(`session.endedWhy.${why}`) ?? t("session.endedWhy.unknown");
  return (
    <p className={classes.notice} role="status">
      {t("session.ended", { why: reason })}
    </p>
  );
}
