import { useHotkeys } from "@mantine/hooks";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useIsPhone } from "@/lib/useIsPhone";
import { BottomBar } from "./BottomBar";
import { navigation } from "./navigation";
import classes from "./Shell.module.css";
import { SideBar } from "./SideBar";
import { TopBar } from "./TopBar";

/** The frame of every page behind the guard: side bar on a desktop, bottom bar on a phone, one search. */
export function Shell() {
  const me = useMe();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const items = navigation(me);
  useHotkeys([["n", () => void navigate({ to: paths.newCustomer() })]]);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t("nav.skip")}
      </a>
      {!phone && <SideBar items={items} name={me.display_name} />}
      <div className={classes.page}>
        <TopBar />
        <main id="content" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      {phone && <BottomBar items={items} />}
    </div>
  );
}
