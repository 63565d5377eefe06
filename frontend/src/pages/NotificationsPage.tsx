import { NotificationList } from "@/features/notifications/NotificationList";
import classes from "@/features/notifications/notifications.module.css";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";
import { Tabs } from "@/ui/Tabs";

export default function NotificationsPage() {
  const me = useMe().id;
  return (
    <>
      <PageHeader title={t("nav.notifications")} />
      <div className={classes.page}>
        <Tabs
          label={t("notifications.filter")}
          param="show"
          tabs={[
            {
              id: "all",
              label: t("notifications.everything"),
              content: <NotificationList me={me} />,
            },
            {
              id: "unread",
              label: t("notifications.onlyUnread"),
              content: <NotificationList me={me} unreadOnly />,
            },
          ]}
        />
      </div>
    </>
  );
}
