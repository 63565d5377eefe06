import { Skeleton } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./notifications.module.css";

const WIDTHS = [72, 58, 80, 64];

/** As high as the entries to come. */
export const NotificationSkeleton = () => (
  <div role="status" aria-label={t("ui.loading")}>
    <div className={classes.bar} />
    {WIDTHS.map((width) => (
      <div key={width} className={classes.waiting}>
        <Skeleton height={12} width={`${width}%`} radius="xl" />
        <Skeleton height={10} width="30%" radius="xl" />
      </div>
    ))}
  </div>
);
