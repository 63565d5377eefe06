import { Menu } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import classes from "./MenuItem.module.css";

interface Props {
  icon: LucideIcon;
  /** Why I may not, in words; undefined = I may. */
  disabledReason?: string | undefined;
  danger?: boolean;
  onClick: () => void;
  children: string;
}

/** One command of a menu. A refused one can be reached and says why below its name, but does nothing. */
export function MenuItem({ icon: Icon, disabledReason, danger = false, onClick, children }: Props) {
  const refused = Boolean(disabledReason);
  return (
    <Menu.Item
      leftSection={<Icon size={15} aria-hidden />}
      className={classes.item ?? ""}
      data-danger={danger && !refused}
      data-refused={refused}
      aria-disabled={refused}
      closeMenuOnClick={!refused}
      onClick={refused ? undefined : onClick}
    >
      {children}
      {disabledReason && <span className={classes.reason}>{disabledReason}</span>}
    </Menu.Item>
  );
}
