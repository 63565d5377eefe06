import { Drawer } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { type ReactNode, type RefObject, useRef } from "react";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import classes from "./Panel.module.css";
import { useFocusBack } from "./useFocusBack";

interface Props {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** The primary action, always in sight; on a phone within the thumb's reach. */
  footer?: ReactNode;
  width?: number;
  /** What fills it arrives later: on a phone it is as high as it gets from the beginning, and nothing moves. */
  tall?: boolean;
  children: ReactNode;
}

/** A drawer at the side on a desktop, a sheet from below on a phone. */
export function Panel({ opened, onClose, title, footer, width = 560, tall, children }: Props) {
  const phone = useIsPhone();
  const inside = useRef<HTMLDivElement>(null);
  useOwnEscape(inside, onClose);
  useFocusBack();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      closeOnEscape={false}
      title={title}
      position={phone ? "bottom" : "right"}
      size={phone ? "auto" : width}
      closeButtonProps={{ "aria-label": t("ui.close") }}
      classNames={{
        content: `${classes.content} ${tall ? classes.tall : ""}`,
        header: classes.header,
        title: classes.title,
        body: classes.body,
      }}
    >
      <div ref={inside} className={classes.scroll}>
        {children}
      </div>
      {footer && <div className={classes.footer}>{footer}</div>}
    </Drawer>
  );
}

/** Mantine closes every open drawer on Escape: also when it was meant for a menu, a field or a dialog above it. */
function useOwnEscape(inside: RefObject<HTMLElement | null>, onClose: () => void): void {
  useWindowEvent("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    const drawer = inside.current?.closest("[role=dialog]");
    const mine = drawer?.contains(event.target as Node) || event.target === document.body;
    if (drawer && mine) onClose();
  });
}
