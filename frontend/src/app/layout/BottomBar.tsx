import { UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Menu, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import classes from "./BottomBar.module.css";
import { type NavGroup, type NavItem, thumbOf } from "./navigation";

const MorePanel = lazy(() => import("./MorePanel"));

/** Today · Mine · ＋ · Pool · More, within the thumb's reach; of finance Today · Counter · Payments · More. */
export function BottomBar({ groups }: { groups: NavGroup[] }) {
  const thumb = thumbOf(groups.flatMap(({ items }) => items));
  const more = groups.map(({ name, items }) => ({
    name,
    items: items.filter((item) => !thumb.includes(item)),
  }));
  const [opened, setOpened] = useState(false);
  return (
    <>
      <nav className={classes.bar} aria-label={t("nav.main")}>
        {thumb.map((item) => (
          <ThumbLink key={item.to} item={item} />
        ))}
        <UnstyledButton className={classes.link} onClick={() => setOpened(true)}>
          <Menu size={20} aria-hidden />
          {t("nav.more")}
        </UnstyledButton>
      </nav>
      <Suspense>{opened && <MorePanel groups={more} onClose={() => setOpened(false)} />}</Suspense>
    </>
  );
}

function ThumbLink({ item: { to, label, icon: Icon } }: { item: NavItem }) {
  if (to === paths.newCustomer()) {
    return (
      <Link to={to} className={classes.link} aria-label={t(label)}>
        <span className={classes.add}>
          <Plus size={22} aria-hidden />
        </span>
      </Link>
    );
  }
  return (
    <Link
      to={to}
      className={classes.link}
      activeOptions={{ exact: to === paths.today(), includeSearch: false }}
    >
      <Icon size={20} aria-hidden />
      {t(label === "nav.mine" ? "nav.mineShort" : label)}
    </Link>
  );
}
