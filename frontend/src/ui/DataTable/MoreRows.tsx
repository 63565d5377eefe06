import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { errorText } from "@/ui/errorText";
import classes from "./DataTable.module.css";
import type { TableQuery } from "./types";

/** The end of a list: more by button (scrolling does it too), why more failed, or that this is all. */
export function MoreRows<Row>({ query, shown }: { query: TableQuery<Row>; shown: number }) {
  return (
    <div className={classes.more}>
      {query.isFetchNextPageError && <span role="alert">{errorText(query.error)}</span>}
      {query.hasNextPage ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {t("ui.loadMore")}
        </Button>
      ) : (
        t("ui.all", { count: shown })
      )}
    </div>
  );
}
