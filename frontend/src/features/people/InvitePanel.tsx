import { Button } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { Panel } from "@/ui/Panel";
import type { Approver } from "./ApprovePanel";
import { InviteForm } from "./InviteForm";
import { InviteLink } from "./InviteLink";
import type { MadeInvitation } from "./invitations";
import classes from "./people.module.css";

interface Props {
  inviter: Approver;
  onClose: () => void;
}

export function InvitePanel({ inviter, onClose }: Props) {
  const [made, setMade] = useState<MadeInvitation | null>(null);
  return (
    <Panel opened onClose={onClose} title={t("people.invite.title")} width={480}>
      {made ? (
        <>
          <InviteLink invitation={made} />
          <div className={classes.ends}>
            <Button variant="default" onClick={() => setMade(null)}>
              {t("people.invite.another")}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t("people.invite.done")}
            </Button>
          </div>
        </>
      ) : (
        <InviteForm inviter={inviter} onMade={setMade} onCancel={onClose} />
      )}
    </Panel>
  );
}
