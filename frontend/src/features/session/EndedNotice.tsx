import { t } from "@/i18n";
import classes from "./Entrance.module.css";

/** They were in, and something else than they ended it. */
export function EndedNotice() {
  return (
    <p className={classes.notice} role="status">
      {t("session.ended")}
    </p>
  );
}
