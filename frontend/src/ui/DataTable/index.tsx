import { useMediaQuery } from "@mantine/hooks";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { ErrorState } from "@/ui/ErrorState";
import { BulkBar } from "./BulkBar";
import { CardList } from "./CardList";
import { Grid } from "./Grid";
import { MoreRows } from "./MoreRows";
import { NewsBar } from "./NewsBar";
import { TableSkeleton } from "./TableSkeleton";
import type { TableProps } from "./types";

export type { Column, TableQuery } from "./types";
export { type Selection, useSelection } from "./useSelection";

/** A list with its four faces: loading, error, empty, rows. A table on a desktop, cards on a phone. */
export function DataTable<Row>(props: TableProps<Row>) {
  const phone = useIsPhone();
  const wide = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const columns = props.columns.filter((column) => wide || !column.wideOnly);
  const { data, error, refetch } = props.query;

  if (!data && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <TableSkeleton label={t("ui.loading")} cards={phone} />;
  const { selection, rowId, bulkActions, news = 0 } = props;
  const bar = news > 0 && <NewsBar count={news} onRefresh={() => void refetch()} />;
  if (data.length === 0)
    return (
      <>
        {props.empty}
        {bar}
      </>
    );

  const selected = selection ? data.filter((row) => selection.ids.has(rowId(row))) : [];
  return (
    <>
      {phone ? (
        <CardList {...props} rows={data} />
      ) : (
        <Grid {...props} rows={data} columns={columns} />
      )}
      <MoreRows query={props.query} shown={data.length} />
      {selected.length === 0 && bar}
      {!phone && selection && bulkActions && selected.length > 0 && (
        <BulkBar count={selected.length} onClear={selection.clear}>
          {bulkActions(selected)}
        </BulkBar>
      )}
    </>
  );
}
