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
import { NavBadge } from "./NavBadge";
import { type NavGroup, type NavItem, profile } from "./navigation";

interface Props {
  groups: NavGroup[];
  onClose: () => void;
}

/** What the bottom bar has no room for, in the order of the side bar. */
export default function MorePanel({ groups, onClose }: Props) {
  const logout = useLogout();
  return (
    <Panel opened onClose={onClose} title={t("nav.more")}>
      <nav aria-label={t("nav.more")}>
        {groups.map(({ name, items }) =>
          items.length === 0 ? null : (
            <section key={name} aria-label={t(name)}>
              <h3 className={classes.heading}>{t(name)}</h3>
              <ul className={classes.group}>
                {items.map((item) => (
                  <li key={item.to}>
                    <Entry item={item} onClose={onClose} />
                  </li>
                ))}
              </ul>
            </section>
          ),
        )}
        <h3 className={classes.heading}>{t("nav.group.account")}</h3>
        <Entry item={profile} onClose={onClose} />
      </nav>
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

function Entry({
  item: { to, label, icon: Icon },
  onClose,
}: {
  item: NavItem;
  onClose: () => void;
}) {
  const here = useLocation().pathname;
  return (
    <Link
      to={to}
      className={classes.more}
      aria-current={here === to ? "page" : undefined}
      onClick={onClose}
    >
      <Icon size={18} aria-hidden />
      {t(label)}
      <NavBadge to={to} />
    </Link>
  );
}
