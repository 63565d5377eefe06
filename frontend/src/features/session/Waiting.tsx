import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import classes from "./Entrance.module.css";

/** After registering: what happens next, and what to do about it now (nothing). */
export function Waiting() {
  return (
    <>
      <ol className={classes.steps}>
        <li className={classes.step} data-done>
          {t("session.waitingDone")}
        </li>
        <li className={classes.step}>{t("session.waitingApproval")}</li>
        <li className={classes.step}>{t("session.waitingLogin")}</li>
      </ol>
      <Button component={Link} to={paths.login()} fullWidth variant="default">
        {t("session.toLogin")}
      </Button>
    </>
  );
}
