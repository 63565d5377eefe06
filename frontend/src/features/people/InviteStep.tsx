import { Button, Skeleton } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import type { Approver } from "./ApprovePanel";
import { InviteForm } from "./InviteForm";
import { InviteLink } from "./InviteLink";
import type { MadeInvitation } from "./invitations";
import classes from "./people.module.css";
import { useDepartments } from "./queries";

interface Props {
  inviter: Approver;
  toDepartments: () => void;
  onNext: () => void;
  /** What leads on, said by who composes the steps. */
  nextLabel: string;
  skipLabel: string;
}

/** Inviting as a step of setting up: one after the other, then on. */
export function InviteStep({ inviter, toDepartments, onNext, ...labels }: Props) {
  const departments = useDepartments();
  const [made, setMade] = useState<MadeInvitation | null>(null);
  const [copied, setCopied] = useState(false);
  const skip = (
    <Button
      className={classes.skip ?? ""}
      variant="subtle"
      color="gray"
      size="compact-sm"
      onClick={onNext}
    >
      {labels.skipLabel}
    </Button>
  );
  if (!departments.data) return <Skeleton height={280} />;
  if (departments.data.length === 0) {
    return (
      <>
        <p className={classes.note}>{t("people.invite.noDepartment")}</p>
        <Button onClick={toDepartments}>{t("people.invite.toDepartments")}</Button>
        <div>{skip}</div>
      </>
    );
  }
  if (!made) {
    return (
      <>
        <InviteForm inviter={inviter} onMade={setMade} />
        {skip}
      </>
    );
  }
  return (
    <>
      <InviteLink invitation={made} onCopied={() => setCopied(true)} />
      <div className={classes.ends}>
        <Button
          variant="default"
          onClick={() => {
            setMade(null);
            setCopied(false);
          }}
        >
          {t("people.invite.another")}
        </Button>
        {/* First the link, then on. */}
        <Button variant={copied ? "filled" : "default"} onClick={onNext}>
          {labels.nextLabel}
        </Button>
      </div>
    </>
  );
}
