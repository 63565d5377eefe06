import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import classes from "./Panel.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** The primary action, always in sight; on a phone within the thumb's reach. */
  footer?: ReactNode;
  width?: number;
  children: ReactNode;
}

/** A drawer at the side on a desktop, a sheet from below on a phone. */
export function Panel({ opened, onClose, title, footer, width = 560, children }: Props) {
  const phone = useIsPhone();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position={phone ? "bottom" : "right"}
      size={phone ? "auto" : width}
      closeButtonProps={{ "aria-label": t("ui.close") }}
      classNames={{
        content: classes.content,
        header: classes.header,
        title: classes.title,
        body: classes.body,
      }}
    >
      <div className={classes.scroll}>{children}</div>
      {footer && <div className={classes.footer}>{footer}</div>}
    </Drawer>
  );
}
