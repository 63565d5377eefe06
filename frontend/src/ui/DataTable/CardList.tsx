import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import classes from "./DataTable.module.css";
import { opens } from "./opens";
import type { TableProps } from "./types";
import { useVirtualRows } from "./useVirtualRows";

const USUAL_HEIGHT = 88;

export function CardList<Row>(props: TableProps<Row> & { rows: Row[] }) {
  const { query, rows, rowId, marks, onOpen } = props;
  const { list, drawn, height, measure } = useVirtualRows({
    query,
    rows,
    rowId,
    usualHeight: USUAL_HEIGHT,
  });
  return (
    <div ref={list} className={classes.waiting} data-waiting={query.isPlaceholderData}>
      <div role="list" aria-label={props.label} className={classes.body} style={{ height: height }}>
        {drawn.map(({ row, start }) => (
          <Card
            key={rowId(row)}
            id={rowId(row)}
            start={start}
            mark={marks?.get(rowId(row))}
            onMeasure={measure}
            onClick={(event) => opens(event) && onOpen?.(row)}
          >
            {props.renderCard(row)}
          </Card>
        ))}
      </div>
    </div>
  );
}

interface CardProps {
  id: number;
  start: number;
  mark: string | undefined;
  onMeasure: (id: number, element: HTMLElement) => void;
  onClick: (event: MouseEvent<HTMLElement>) => void;
  children: ReactNode;
}

function Card({ id, start, mark, onMeasure, onClick, children }: CardProps) {
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = card.current;
    if (!element) return;
    onMeasure(id, element);
    const observer = new ResizeObserver(() => onMeasure(id, element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [id, onMeasure]);
  return (
    <div
      ref={card}
      role="listitem"
      className={classes.card}
      data-changed={mark !== undefined}
      style={{ transform: `translateY(${start}px)` }}
      onClick={onClick}
    >
      {mark && <span className={classes.mark}>{mark}</span>}
      {children}
    </div>
  );
}
