import { Skeleton } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./Today.module.css";

export function TodaySkeleton() {
  return (
    <div className={classes.section} role="status" aria-label={t("ui.loading")}>
      <Skeleton height={22} width={140} mb={16} />
      {[0, 1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={28} mb={12} />
      ))}
    </div>
  );
}
