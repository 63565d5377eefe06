import { useHotkeys } from "@mantine/hooks";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { setUnread } from "@/features/notifications/unread";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useIsPhone } from "@/lib/useIsPhone";
import { BottomBar } from "./BottomBar";
import { navigation } from "./navigation";
import classes from "./Shell.module.css";
import { SideBar } from "./SideBar";
import { TopBar } from "./TopBar";

// What others do arrives when the page itself has.
const Live = lazy(() => import("@/features/live/Live"));

/** The frame of every page behind the guard: side bar on a desktop, bottom bar on a phone, one search. */
export function Shell() {
  const me = useMe();
  const phone = useIsPhone();
  const navigate = useNavigate();
  const groups = navigation(me);
  useHotkeys([["n", () => void navigate({ to: paths.newCustomer() })]]);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t("nav.skip")}
      </a>
      {!phone && <SideBar groups={groups} name={me.display_name} />}
      <div className={classes.page}>
        <TopBar me={me.id} />
        <Suspense>
          <Live key={me.id} me={me} onUnread={setUnread} />
        </Suspense>
        <main id="content" tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      {phone && <BottomBar groups={groups} />}
    </div>
  );
}
