import { Entrance } from "@/features/session/Entrance";
import { JoinForm } from "@/features/session/JoinForm";
import { LinkGate } from "@/features/session/LinkGate";
import { useInvitation } from "@/features/session/queries";
import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { useLinkToken } from "@/lib/linkToken";

/** Somebody invited becomes a colleague. */
export default function JoinPage() {
  const token = useLinkToken("join");
  const invitation = useInvitation(token);
  return (
    <LinkGate what="join" title={t("session.join")} token={token} query={invitation}>
      {(good, invited) => (
        <Entrance
          title={t("session.joinTitle", { school: invited.school })}
          lead={t("session.joinLead", {
            role: t(`people.role.${invited.role}`),
            department: invited.department.name,
          })}
          other={t("session.joinUntil", { until: exactDay(invited.expires_at, getLanguage()) })}
        >
          <JoinForm token={good} invited={invited} />
        </Entrance>
      )}
    </LinkGate>
  );
}
