import { Anchor, Button, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Panel } from "@/ui/Panel";
import classes from "./imports.module.css";
import { type Import, type ImportRow, useRows, type Verdict } from "./queries";
import { fieldText, reasonText } from "./words";

interface Props {
  batch: Import;
  verdict: Verdict;
  onClose: () => void;
}

/** The rows behind one of the four numbers, each with its reason in words. */
export function RowsPanel({ batch, verdict, onClose }: Props) {
  const rows = useRows(batch.id, verdict, batch.finished_at ?? "");
  return (
    <Panel
      opened
      onClose={onClose}
      width={640}
      title={t("imports.rowsTitle", { verdict: t(`imports.verdict.${verdict}`) })}
    >
      {!rows.data && rows.error && (
        <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
      )}
      {!rows.data && !rows.error && <Skeleton height={320} />}
      {rows.data?.length === 0 && <EmptyState title={t("imports.noRows")} />}
      {rows.data?.map((row) => (
        <Row key={row.row} row={row} fields={batch.fields} />
      ))}
      {rows.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          fullWidth
          loading={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          {t("ui.loadMore")}
        </Button>
      )}
    </Panel>
  );
}

function Row({ row, fields }: { row: ImportRow; fields: Import["fields"] }) {
  const reason = reasonText(row, fields);
  const values = Object.entries(row.values).filter(([, text]) => text !== "");
  return (
    <article className={classes.row}>
      <div className={classes.rowHead}>
        <span className={classes.rowNumber}>{t("imports.row", { row: row.row })}</span>
        {reason && <span>{reason}</span>}
        {row.customer !== null && (
          <Anchor component={Link} to={paths.customer(row.customer)}>
            {t("imports.openCustomer")}
          </Anchor>
        )}
      </div>
      {values.length > 0 && (
        <dl className={classes.rowValues}>
          {values.map(([code, text]) => (
            <div key={code}>
              <dt>{fieldText(code, fields)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </article>
  );
}
