import { UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { lazy, Suspense } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { Avatar } from "@/ui/Avatar";
import { KeyHint } from "@/ui/KeyHint";
import { NavBadge } from "./NavBadge";
import type { NavGroup, NavItem } from "./navigation";
import classes from "./SideBar.module.css";
import { useFolded } from "./useFolded";

// Its menu is wanted once a day; the page is not to wait for it.
const UserMenu = lazy(async () => ({ default: (await import("./UserMenu")).UserMenu }));

interface Props {
  groups: NavGroup[];
  name: string;
}

export function SideBar({ groups, name }: Props) {
  return (
    <nav className={classes.bar} aria-label={t("nav.main")}>
      <Link to={paths.today()} className={classes.brand}>
        <img src="/favicon.svg" alt="" width={24} height={24} />
        Shoal
      </Link>
      <div className={classes.groups}>
        {groups.map((group, index) => (
          <Group key={group.name} group={group} first={index === 0} />
        ))}
      </div>
      <Suspense fallback={<UserPlace name={name} />}>
        <UserMenu name={name} />
      </Suspense>
    </nav>
  );
}

/** The first, the daily work, is always open. */
function Group({ group: { name, items }, first }: { group: NavGroup; first: boolean }) {
  const [folded, fold] = useFolded(name, items);
  const id = `menu-${name}`;
  return (
    <>
      {!first && (
        <UnstyledButton
          className={classes.heading ?? ""}
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => fold(!folded)}
        >
          {t(name)}
          <ChevronDown size={14} aria-hidden />
        </UnstyledButton>
      )}
      <ul id={id} className={classes.group} aria-label={t(name)} hidden={!first && folded}>
        {items.map((item) => (
          <Entry key={item.to} item={item} />
        ))}
      </ul>
    </>
  );
}

function Entry({ item: { to, label, icon: Icon } }: { item: NavItem }) {
  return (
    <li>
      <Link
        to={to}
        className={classes.link}
        activeOptions={{ exact: to === paths.today(), includeSearch: false }}
      >
        <Icon size={16} aria-hidden />
        <span className={classes.label}>{t(label)}</span>
        <NavBadge to={to} />
        {to === paths.newCustomer() && <KeyHint>N</KeyHint>}
      </Link>
    </li>
  );
}

/** Who is logged in, while the menu is on its way. */
const UserPlace = ({ name }: { name: string }) => (
  <span className={classes.link} data-last>
    <Avatar name={name} />
    <span className={classes.label}>{name}</span>
  </span>
);
