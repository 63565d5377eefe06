import { SegmentedControl } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { useUrlParam } from "@/lib/useUrlParam";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { refusalText } from "@/ui/errorText";
import { RefusableButton } from "@/ui/RefusableButton";
import { RelativeDate } from "@/ui/RelativeDate";
import { type DotColor, StatusDot } from "@/ui/StatusDot";
import {
  type Invitation,
  INVITATION_STATES,
  type InvitationState,
  useInvitations,
} from "./invitations";
import classes from "./people.module.css";

const RevokeDialog = lazy(async () => ({ default: (await import("./RevokeDialog")).RevokeDialog }));

const COLORS: Record<InvitationState, DotColor> = {
  open: "blue",
  used: "green",
  expired: "grey",
  revoked: "grey",
};

const whom = (one: Invitation) => one.display_name || one.email || t("people.invitations.anybody");

/** Who was invited to what, and what became of it. */
export function InvitationList() {
  // Not named "state", as the people's filter of the other tab is.
  const [said, setSaid] = useUrlParam("invited");
  const phone = useIsPhone();
  const state = INVITATION_STATES.find((each) => each === said);
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const action = (one: Invitation) => (
    <RefusableButton
      variant="default"
      size="compact-sm"
      aria-label={t("people.invitations.revokeName", { name: whom(one) })}
      disabledReason={refusalText(one.refusals.revoke)}
      onClick={() => setRevoking(one)}
    >
      {t("people.invitations.revoke")}
    </RefusableButton>
  );
  return (
    <>
      <div className={classes.states}>
        <SegmentedControl
          aria-label={t("people.invitations.show")}
          size={phone ? "xs" : "sm"}
          value={state ?? "all"}
          onChange={(next) => setSaid(next === "all" ? undefined : next)}
          data={(["all", ...INVITATION_STATES] as const).map((value) => ({
            value,
            label: t(`people.invitations.state.${value}`),
          }))}
        />
      </div>
      <DataTable
        label={t("people.invitations.title")}
        query={useInvitations(state)}
        rowId={({ id }) => id}
        columns={columns(action)}
        renderCard={(one) => <InvitationCard one={one} action={action(one)} />}
        empty={
          <EmptyState
            title={t("people.invitations.none")}
            hint={t("people.invitations.noneHint")}
          />
        }
      />
      <Suspense>
        {revoking && <RevokeDialog invitation={revoking} onClose={() => setRevoking(null)} />}
      </Suspense>
    </>
  );
}

function State({ one }: { one: Invitation }) {
  const text = one.employee
    ? t("people.invitations.joined", { name: one.employee.name })
    : t(`people.invitations.state.${one.state}`);
  return <StatusDot color={COLORS[one.state]}>{text}</StatusDot>;
}

function columns(action: (one: Invitation) => ReactNode): Column<Invitation>[] {
  return [
    {
      id: "whom",
      header: t("people.invitations.whom"),
      width: "minmax(160px, 2fr)",
      cell: (one) => <span className={classes.name}>{whom(one)}</span>,
    },
    {
      id: "role",
      header: t("people.field.role"),
      width: "120px",
      cell: (one) => t(`people.role.${one.role}`),
    },
    {
      id: "department",
      header: t("people.field.department"),
      width: "minmax(120px, 1.4fr)",
      cell: (one) => one.department?.name ?? "–",
    },
    {
      id: "by",
      header: t("people.invitations.by"),
      width: "minmax(100px, 1fr)",
      wideOnly: true,
      cell: (one) => one.invited_by.name,
    },
    {
      id: "state",
      header: t("people.field.state"),
      width: "minmax(120px, 1fr)",
      cell: (one) => <State one={one} />,
    },
    {
      id: "until",
      header: t("people.invitations.until"),
      width: "130px",
      cell: (one) => (one.state === "used" ? "–" : <RelativeDate at={one.expires_at} />),
    },
    {
      id: "actions",
      header: t("people.actions"),
      hideHeader: true,
      width: "120px",
      align: "end",
      cell: action,
    },
  ];
}

function InvitationCard({ one, action }: { one: Invitation; action: ReactNode }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <span className={classes.cardName}>{whom(one)}</span>
        <State one={one} />
      </div>
      <div className={classes.quiet}>
        {[t(`people.role.${one.role}`), one.department?.name, one.invited_by.name]
          .filter(Boolean)
          .join(" · ")}
      </div>
      <div className={classes.cardEnd}>
        <span>
          {one.state !== "used" && (
            <>
              {t("people.invitations.until")} <RelativeDate at={one.expires_at} />
            </>
          )}
        </span>
        {action}
      </div>
    </div>
  );
}
