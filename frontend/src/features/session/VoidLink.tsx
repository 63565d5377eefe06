import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { Entrance } from "./Entrance";

interface Props {
  what: "join" | "reset";
  /** There was none at all in the address. */
  missing: boolean;
}

/** A link that is good for nothing any more, and the way to another one. */
export function VoidLink({ what, missing }: Props) {
  const other = (
    <Anchor component={Link} underline="always" to={paths.login()}>
      {t("session.toLogin")}
    </Anchor>
  );
  return (
    <Entrance
      title={t(missing ? "session.void.noneTitle" : "session.void.title")}
      lead={missing ? t("session.void.none") : t(`session.void.${what}`)}
      other={what === "reset" ? other : undefined}
    >
      {what === "reset" ? (
        <Button component={Link} to={paths.forgot()} fullWidth>
          {t("session.void.again")}
        </Button>
      ) : (
        <Button component={Link} to={paths.login()} fullWidth variant="default">
          {t("session.toLogin")}
        </Button>
      )}
    </Entrance>
  );
}
