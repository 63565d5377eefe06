import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { Avatar } from "@/ui/Avatar";
import { KeyHint } from "@/ui/KeyHint";
import type { NavItem } from "./navigation";
import classes from "./SideBar.module.css";

// Its menu is wanted once a day; the page is not to wait for it.
const UserMenu = lazy(async () => ({ default: (await import("./UserMenu")).UserMenu }));

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
      <Suspense fallback={<UserPlace name={name} />}>
        <UserMenu name={name} />
      </Suspense>
    </nav>
  );
}

/** Who is logged in, while the menu is on its way. */
const UserPlace = ({ name }: { name: string }) => (
  <span className={classes.link} data-last>
    <Avatar name={name} />
    <span className={classes.label}>{name}</span>
  </span>
);
