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
  /** Shown beside the list. */
  current: boolean;
  /** What others did to it. */
  mark: string | undefined;
  /** undefined: rows cannot be ticked. */
  selected: boolean | undefined;
  onToggle: () => void;
  onOpen: ((row: Row) => void) | undefined;
  onFocus: (index: number) => void;
}

export function GridRow<Row>({ row, index, columns, style, ...props }: Props<Row>) {
  const { selected, mark, onOpen } = props;
  return (
    <div
      role="row"
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={props.current || undefined}
      tabIndex={props.active ? 0 : -1}
      data-index={index}
      data-changed={mark !== undefined}
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
          {column.cell(row)}
          {position === 0 && mark && (
            <span className={classes.mark} title={mark}>
              {mark}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
