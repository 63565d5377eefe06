import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Entrance } from "@/features/session/Entrance";
import { ForgotForm } from "@/features/session/ForgotForm";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useUrlParam } from "@/lib/useUrlParam";

export default function ForgotPage() {
  // In the address, so that a reload or another language still says that it is on its way.
  const [sent, setSent] = useUrlParam("sent");
  const other = (
    <Anchor component={Link} underline="always" to={paths.login()}>
      {t("session.toLogin")}
    </Anchor>
  );
  if (sent) {
    return (
      <Entrance
        title={t("session.forgotSentTitle")}
        lead={t("session.forgotSentLead")}
        other={other}
      >
        <p>{t("session.forgotNoMail")}</p>
      </Entrance>
    );
  }
  return (
    <Entrance title={t("session.forgotTitle")} lead={t("session.forgotLead")} other={other}>
      <ForgotForm onSent={() => setSent("1")} />
    </Entrance>
  );
}
