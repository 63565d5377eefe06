import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { later } from "@/ui/later";
import { Panel } from "@/ui/Panel";
import { bringWords } from "./words";

const NotificationList = later(async () => {
  const [found] = await Promise.all([import("./NotificationList"), bringWords()]);
  return found.NotificationList;
});

/** The newest, over whatever page it is: at the side on a desktop, a sheet on a phone. */
export default function BellPanel({ me, onClose }: { me: number; onClose: () => void }) {
  return (
    <Panel
      opened
      onClose={onClose}
      width={420}
      title={t("nav.notifications")}
      footer={
        <Button
          component={Link}
          to={paths.notifications()}
          variant="default"
          fullWidth
          onClick={onClose}
        >
          {t("nav.allNotifications")}
        </Button>
      }
    >
      <NotificationList me={me} onLeave={onClose} />
    </Panel>
  );
}
