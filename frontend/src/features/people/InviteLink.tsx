import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { CopyLink } from "@/ui/CopyLink";
import type { MadeInvitation } from "./invitations";
import classes from "./people.module.css";

interface Props {
  invitation: MadeInvitation;
  onCopied?: () => void;
}

/** The link, while it can be had; and what became of the e-mail. */
export function InviteLink({ invitation, onCopied }: Props) {
  const { url, email, emailed, expires_at: until } = invitation;
  return (
    <div className={classes.made}>
      <CopyLink
        label={t("people.invite.label")}
        url={url}
        hint={t("people.invite.hint", { until: exactDay(until, getLanguage()) })}
        {...(onCopied && { onCopied })}
      />
      {emailed !== null && (
        <p className={classes.note} role="status">
          {t(emailed ? "people.invite.mailed" : "people.invite.notMailed", { email })}
        </p>
      )}
    </div>
  );
}
