import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import classes from "./Today.module.css";

/** How much waits for those who decide; nothing while nothing does. */
export function Waiting({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <div className={classes.banner}>
      <Inbox size={18} aria-hidden />
      <p className={classes.bannerText}>
        <strong>{t("today.waiting", { count })}</strong> {t("today.waitingHint")}
      </p>
      <Button component={Link} to={paths.inbox()} variant="default" size="xs">
        {t("today.toInbox")}
      </Button>
    </div>
  );
}
