import { t } from "@/i18n";
import classes from "./Entrance.module.css";

/** Nobody can log in yet, and how it begins. */
export function NotSetUp() {
  return (
    <p className={classes.notice} role="status">
      <strong>{t("session.notSetUp")}</strong> {t("session.notSetUpHow")}
    </p>
  );
}
