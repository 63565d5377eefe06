import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Entrance } from "@/features/session/Entrance";
import { RegisterForm } from "@/features/session/RegisterForm";
import { Waiting } from "@/features/session/Waiting";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useUrlParam } from "@/lib/useUrlParam";

export default function RegisterPage() {
  // In the address, so that a reload or another language still says that they wait.
  const [name, setName] = useUrlParam("waiting");
  if (name) {
    return (
      <Entrance title={t("session.waitingTitle", { name })} lead={t("session.waitingLead")}>
        <Waiting />
      </Entrance>
    );
  }
  const other = (
    <>
      {t("session.haveAccount")}{" "}
      <Anchor component={Link} underline="always" to={paths.login()}>
        {t("session.login")}
      </Anchor>
    </>
  );
  return (
    <Entrance title={t("session.registerTitle")} lead={t("session.registerLead")} other={other}>
      <RegisterForm onRegistered={setName} />
    </Entrance>
  );
}
