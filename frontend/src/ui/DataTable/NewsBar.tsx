import { Button } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./DataTable.module.css";

interface Props {
  count: number;
  onRefresh: () => void;
}

/** Others changed what this list shows: it stays as it is until somebody wants it new. */
export function NewsBar({ count, onRefresh }: Props) {
  return (
    <div className={classes.bulkPlace} data-news>
      <div className={classes.bulk} role="status">
        {t("ui.news", { count })}
        <Button size="compact-sm" variant="light" onClick={onRefresh}>
          {t("ui.refreshList")}
        </Button>
      </div>
    </div>
  );
}
