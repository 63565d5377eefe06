import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { KeyHint } from "@/ui/KeyHint";
import type { NavItem } from "./navigation";
import classes from "./SideBar.module.css";
import { UserMenu } from "./UserMenu";

interface Props {
  items: NavItem[];
  name: string;
}

export function SideBar({ items, name }: Props) {
  const links = items.filter((item) => item.to !== paths.profile());
  return (
    <nav className={classes.bar} aria-label={t("nav.main")}>
      <Link to={paths.today()} className={classes.brand}>
        <img src="/favicon.svg" alt="" width={24} height={24} />
        Shoal
      </Link>
      {links.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.link}
          activeOptions={{ exact: to === paths.today(), includeSearch: false }}
        >
          <Icon size={16} aria-hidden />
          <span className={classes.label}>{t(label)}</span>
          {to === paths.newCustomer() && <KeyHint>N</KeyHint>}
        </Link>
      ))}
      <UserMenu name={name} />
    </nav>
  );
}
