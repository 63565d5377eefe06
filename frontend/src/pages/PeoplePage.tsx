import { Button } from "@mantine/core";
import { UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { InvitationList } from "@/features/people/InvitationList";
import { PeopleTable } from "@/features/people/PeopleTable";
import { type Me, useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { PageHeader } from "@/ui/PageHeader";
import { Tabs } from "@/ui/Tabs";

// What is opened on demand is loaded then.
const InvitePanel = lazy(async () => ({
  default: (await import("@/features/people/InvitePanel")).InvitePanel,
}));

/** Colleagues; for those who let people in, invitations too. */
export default function PeoplePage() {
  const me = useMe();
  if (me.capabilities.includes("employees.approve")) return <PeopleAndInvitations me={me} />;
  return (
    <>
      <PageHeader title={t("nav.people")} />
      <PeopleTable leads={false} customersOf={paths.teamOf} />
    </>
  );
}

function PeopleAndInvitations({ me }: { me: Me }) {
  const [inviting, setInviting] = useState(false);
  const customersOf = me.role === "admin" ? paths.allOf : paths.teamOf;
  return (
    <>
      <PageHeader
        title={t("nav.people")}
        primary={
          <Button
            leftSection={<UserPlus size={16} aria-hidden />}
            onClick={() => setInviting(true)}
          >
            {t("people.invite.verb")}
          </Button>
        }
      />
      <Tabs
        label={t("nav.people")}
        tabs={[
          {
            id: "people",
            label: t("people.all"),
            content: <PeopleTable leads customersOf={customersOf} />,
          },
          {
            id: "invitations",
            label: t("people.invitations.title"),
            content: <InvitationList />,
          },
        ]}
      />
      <Suspense>
        {inviting && <InvitePanel inviter={me} onClose={() => setInviting(false)} />}
      </Suspense>
    </>
  );
}
