import { UnstyledButton } from "@mantine/core";
import { useLocation, Link } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { AccountLanguage } from "@/features/session/AccountLanguage";
import { useLogout } from "@/features/session/queries";
import { t } from "@/i18n";
import { notifyError } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { ThemeSwitch } from "@/ui/Switches";
import classes from "./BottomBar.module.css";
import type { NavItem } from "./navigation";

interface MoreProps {
  items: NavItem[];
  onClose: () => void;
}

/** What the bottom bar has no room for. */
export default function MorePanel({ items, onClose }: MoreProps) {
  const here = useLocation().pathname;
  const logout = useLogout();
  return (
    <Panel opened onClose={onClose} title={t("nav.more")}>
      {items.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.more}
          aria-current={here === to ? "page" : undefined}
          onClick={onClose}
        >
          <Icon size={18} aria-hidden />
          {t(label)}
        </Link>
      ))}
      <UnstyledButton
        className={classes.more}
        disabled={logout.isPending}
        onClick={() => logout.mutate(undefined, { onError: notifyError })}
      >
        <LogOut size={18} aria-hidden />
        {t("nav.logout")}
      </UnstyledButton>
      <div className={classes.switches}>
        <AccountLanguage />
        <ThemeSwitch />
      </div>
    </Panel>
  );
}
