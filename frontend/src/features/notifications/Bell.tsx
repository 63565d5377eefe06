import { ActionIcon } from "@mantine/core";
import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { t } from "@/i18n";
import classes from "./notifications.module.css";
import { useUnread } from "./unread";

const BellPanel = lazy(() => import("./BellPanel"));
const MOST = 99;

/** How much is new for me; opens what it is. */
export function Bell({ me }: { me: number }) {
  const unread = useUnread();
  const [opened, setOpened] = useState(false);
  const label = unread > 0 ? t("nav.unread", { count: unread }) : t("nav.notifications");
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={opened}
        className={classes.bell ?? ""}
        onClick={() => setOpened(true)}
      >
        <BellIcon size={18} aria-hidden />
        {unread > 0 && (
          <span className={classes.count} aria-hidden>
            {unread > MOST ? `${MOST}+` : unread}
          </span>
        )}
      </ActionIcon>
      <Suspense>{opened && <BellPanel me={me} onClose={() => setOpened(false)} />}</Suspense>
    </>
  );
}
