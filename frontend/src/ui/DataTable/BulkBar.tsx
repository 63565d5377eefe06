import { CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import classes from "./DataTable.module.css";

interface Props {
  count: number;
  onClear: () => void;
  children: ReactNode;
}

export function BulkBar({ count, onClear, children }: Props) {
  return (
    <div className={classes.bulkPlace}>
      <div className={classes.bulk} role="toolbar" aria-label={t("ui.selected", { count })}>
        <span aria-live="polite">{t("ui.selected", { count })}</span>
        {children}
        <CloseButton onClick={onClear} aria-label={t("ui.clearSelection")} />
      </div>
    </div>
  );
}
