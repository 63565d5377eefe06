import { useRef } from "react";
import classes from "./DataTable.module.css";
import { GridHeader } from "./GridHeader";
import { GridRow } from "./GridRow";
import type { TableProps } from "./types";
import { useGridKeys } from "./useGridKeys";
import { useVirtualRows } from "./useVirtualRows";

const ROW_HEIGHT = 36;

export function Grid<Row>(props: TableProps<Row> & { rows: Row[] }) {
  const { query, rows, columns, rowId, selection, onOpen, onMove, marks, current } = props;
  const { list, drawn, height, scrollTo } = useVirtualRows({
    query,
    rows,
    rowId,
    usualHeight: ROW_HEIGHT,
  });
  const at = (index: number) => rows[index];
  const body = useRef<HTMLDivElement>(null);
  const keys = useGridKeys({
    body,
    count: rows.length,
    current: current === undefined ? -1 : rows.findIndex((row) => rowId(row) === current),
    scrollTo,
    onOpen: (index) => withRow(at(index), onOpen),
    onToggle: (index) => withRow(at(index), (row) => selection?.toggle(rowId(row))),
    onMove: (index) => withRow(at(index), onMove),
  });
  const tracks = columns.map((column) => column.width).join(" ");
  const template = { gridTemplateColumns: selection ? `36px ${tracks}` : tracks };

  return (
    <div
      role="grid"
      aria-label={props.label}
      aria-rowcount={query.hasNextPage ? -1 : rows.length + 1}
      aria-multiselectable={selection ? true : undefined}
      className={classes.grid}
      data-waiting={query.isPlaceholderData}
      onKeyDown={keys.onKeyDown}
    >
      <GridHeader {...props} template={template} />
      <div ref={list}>
        <div ref={body} role="rowgroup" className={classes.body} style={{ height: height }}>
          {drawn.map(({ row, index, start }) => {
            const id = rowId(row);
            return (
              <GridRow
                key={id}
                row={row}
                index={index}
                columns={columns}
                style={{ ...template, transform: `translateY(${start}px)` }}
                active={index === keys.active}
                current={id === current}
                mark={marks?.get(id)}
                selected={selection ? selection.ids.has(id) : undefined}
                onToggle={() => selection?.toggle(id)}
                onOpen={onOpen}
                onFocus={keys.setActive}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function withRow<Row>(row: Row | undefined, act: ((row: Row) => void) | undefined): void {
  if (row !== undefined) act?.(row);
}
