import { useLocation, Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { Panel } from "@/ui/Panel";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import classes from "./BottomBar.module.css";
import type { NavItem } from "./navigation";

interface MoreProps {
  items: NavItem[];
  onClose: () => void;
}

/** What the bottom bar has no room for. */
export default function MorePanel({ items, onClose }: MoreProps) {
  const here = useLocation().pathname;
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
      <div className={classes.switches}>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </Panel>
  );
}
