import { VisuallyHidden } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./DataTable.module.css";
import { opens } from "./opens";
import type { TableProps } from "./types";
import { useVirtualRows } from "./useVirtualRows";

const USUAL_HEIGHT = 88;

export function CardList<Row>(props: TableProps<Row> & { rows: Row[] }) {
  const { rows, rowId, changed, onOpen } = props;
  const { list, virtual, items, scrollMargin } = useVirtualRows(props.query, USUAL_HEIGHT);
  return (
    <div ref={list} className={classes.waiting} data-waiting={props.query.isPlaceholderData}>
      <div
        role="list"
        aria-label={props.label}
        className={classes.body}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const isChanged = changed?.has(rowId(row));
          return (
            <div
              key={rowId(row)}
              ref={virtual.measureElement}
              data-index={item.index}
              role="listitem"
              className={classes.card}
              data-changed={isChanged}
              style={{ transform: `translateY(${item.start - scrollMargin}px)` }}
              onClick={(event) => opens(event) && onOpen?.(row)}
            >
              {isChanged && <VisuallyHidden>{t("ui.changed")}</VisuallyHidden>}
              {props.renderCard(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
