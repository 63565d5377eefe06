import { VisuallyHidden } from "@mantine/core";
import type { CSSProperties } from "react";
import { t } from "@/i18n";
import classes from "./DataTable.module.css";
import { opens } from "./opens";
import { Tick } from "./Tick";
import type { Column } from "./types";

interface Props<Row> {
  row: Row;
  index: number;
  columns: Column<Row>[];
  style: CSSProperties;
  active: boolean;
  changed: boolean;
  /** undefined: rows cannot be ticked. */
  selected: boolean | undefined;
  onToggle: () => void;
  onOpen: ((row: Row) => void) | undefined;
  onFocus: (index: number) => void;
}

export function GridRow<Row>({ row, index, columns, style, ...props }: Props<Row>) {
  const { selected, changed, onOpen } = props;
  return (
    <div
      role="row"
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={props.active ? 0 : -1}
      data-index={index}
      data-changed={changed}
      data-opens={Boolean(onOpen)}
      className={classes.row}
      style={style}
      onFocus={() => props.onFocus(index)}
      onClick={(event) => opens(event) && onOpen?.(row)}
    >
      {selected !== undefined && (
        <div role="gridcell" className={classes.cell}>
          <Tick label={t("ui.select")} tabIndex={-1} checked={selected} onChange={props.onToggle} />
        </div>
      )}
      {columns.map((column, position) => (
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {position === 0 && changed && <VisuallyHidden>{t("ui.changed")}</VisuallyHidden>}
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}
