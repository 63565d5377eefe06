import { Anchor } from "@mantine/core";
import { Link, useSearch } from "@tanstack/react-router";
import { Entrance } from "@/features/session/Entrance";
import { EndedNotice } from "@/features/session/EndedNotice";
import { LoginForm } from "@/features/session/LoginForm";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";

export default function LoginPage() {
  const { next, ended } = useSearch({ strict: false }) as { next?: string; ended?: string };
  const other = (
    <>
      {t("session.noAccount")}{" "}
      <Anchor component={Link} underline="always" to={paths.register()}>
        {t("session.register")}
      </Anchor>
    </>
  );
  return (
    <Entrance title={t("session.login")} other={other}>
      {ended && <EndedNotice why={ended} />}
      <LoginForm next={next} />
    </Entrance>
  );
}
