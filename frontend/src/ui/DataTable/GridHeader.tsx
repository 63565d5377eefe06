import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { CSSProperties } from "react";
import { t } from "@/i18n";
import classes from "./DataTable.module.css";
import { Tick } from "./Tick";
import type { Column, TableProps } from "./types";
import { BULK_LIMIT } from "./useSelection";

type Props<Row> = TableProps<Row> & { rows: Row[]; template: CSSProperties };

export function GridHeader<Row>({
  rows,
  columns,
  rowId,
  selection,
  ordering,
  template,
}: Props<Row>) {
  const ids = rows.slice(0, BULK_LIMIT).map(rowId);
  const ticked = selection ? ids.filter((id) => selection.ids.has(id)).length : 0;
  return (
    <div role="row" aria-rowindex={1} className={classes.header} style={template}>
      {selection && (
        <div role="columnheader" className={classes.cell}>
          <Tick
            label={t("ui.selectAll")}
            checked={ticked > 0 && ticked === ids.length}
            partly={ticked > 0 && ticked < ids.length}
            onChange={() => (ticked === ids.length ? selection.clear() : selection.set(ids))}
          />
        </div>
      )}
      {columns.map((column) => (
        <HeaderCell key={column.id} column={column} ordering={ordering} />
      ))}
    </div>
  );
}

interface CellProps<Row> {
  column: Column<Row>;
  ordering: TableProps<Row>["ordering"];
}

function HeaderCell<Row>({ column, ordering }: CellProps<Row>) {
  const direction = directionOf(column.ordering, ordering?.value);
  return (
    <div
      role="columnheader"
      aria-sort={direction}
      className={classes.cell}
      data-align={column.align}
    >
      {column.ordering && ordering ? (
        <UnstyledButton
          className={classes.sort}
          onClick={() => ordering.onChange(reversed(column.ordering ?? "", ordering.value))}
        >
          {column.header}
          {direction === "ascending" && <ArrowUp size={13} aria-hidden />}
          {direction === "descending" && <ArrowDown size={13} aria-hidden />}
        </UnstyledButton>
      ) : column.hideHeader ? (
        <VisuallyHidden>{column.header}</VisuallyHidden>
      ) : (
        column.header
      )}
    </div>
  );
}

function directionOf(name: string | undefined, value: string | undefined) {
  if (!name || !value) return undefined;
  if (value === name) return "ascending";
  return value === `-${name}` ? "descending" : "none";
}

const reversed = (name: string, value: string) => (value === name ? `-${name}` : name);
