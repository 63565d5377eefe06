import { Anchor } from "@mantine/core";
import { Link, useSearch } from "@tanstack/react-router";
import { EndedNotice } from "@/features/session/EndedNotice";
import { Entrance } from "@/features/session/Entrance";
import { LoginForm } from "@/features/session/LoginForm";
import { NotSetUp } from "@/features/session/NotSetUp";
import { useSetup } from "@/features/setup";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";

export default function LoginPage() {
  const { next, ended } = useSearch({ strict: false }) as { next?: string; ended?: string };
  // Before the first administrator there is nobody who could log in.
  const { data: setup } = useSetup();
  const other = (
    <>
      {t("session.noAccount")}{" "}
      <Anchor component={Link} underline="always" to={paths.register()}>
        {t("session.register")}
      </Anchor>
    </>
  );
  return (
    <Entrance title={t("session.login")} other={setup?.open ? undefined : other}>
      {ended && <EndedNotice why={ended} />}
      {setup?.open && <NotSetUp />}
      <LoginForm next={next} />
    </Entrance>
  );
}
