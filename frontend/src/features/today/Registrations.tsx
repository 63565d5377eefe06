import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { UserCheck } from "lucide-react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import classes from "./Today.module.css";

/** Who wants to join, for those who decide; nothing while nobody waits. */
export function Registrations({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <div className={classes.banner}>
      <UserCheck size={18} aria-hidden />
      <p className={classes.bannerText}>
        <strong>{t("today.registrations", { count })}</strong> {t("today.registrationsHint")}
      </p>
      <Button component={Link} to={paths.approvals()} variant="default" size="xs">
        {t("today.toApprovals")}
      </Button>
    </div>
  );
}
