import { t } from "@/i18n";
import classes from "./setup.module.css";

/** What brings a link that is good. */
export function LinkHelp() {
  return (
    <>
      <p className={classes.how}>{t("setup.link.restart")}</p>
      <code className={classes.command}>make run DEMO=0</code>
      <p className={classes.how}>{t("setup.link.command")}</p>
      <code className={classes.command}>backend/.venv/bin/python backend/manage.py setup_link</code>
    </>
  );
}
