import { Entrance } from "@/features/session/Entrance";
import { LinkGate } from "@/features/session/LinkGate";
import { useResetLink } from "@/features/session/queries";
import { ResetForm } from "@/features/session/ResetForm";
import { t } from "@/i18n";
import { useLinkToken } from "@/lib/linkToken";

/** A new password, by a link that is good once. */
export default function ResetPage() {
  const token = useLinkToken("reset");
  const link = useResetLink(token);
  return (
    <LinkGate what="reset" title={t("session.resetTitle")} token={token} query={link}>
      {(good, { username }) => (
        <Entrance title={t("session.resetTitle")} lead={t("session.resetLead", { username })}>
          <ResetForm token={good} username={username} />
        </Entrance>
      )}
    </LinkGate>
  );
}
