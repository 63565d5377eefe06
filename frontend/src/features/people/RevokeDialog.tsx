import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { type Invitation, useRevoke } from "./invitations";

interface Props {
  invitation: Invitation;
  onClose: () => void;
}

export function RevokeDialog({ invitation, onClose }: Props) {
  const revoke = useRevoke();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("people.invitations.revokeTitle")}
      consequence={t("people.invitations.revokeConsequence")}
      confirmLabel={t("people.invitations.revoke")}
      onConfirm={() =>
        revoke.mutate(invitation.id, {
          onSuccess: () => {
            notify(t("people.invitations.revoked"));
            onClose();
          },
        })
      }
      loading={revoke.isPending}
      submitError={revoke.error}
      danger
    />
  );
}
