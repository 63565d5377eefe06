import { lazy, type ReactNode, Suspense, useState } from "react";
import { t } from "@/i18n";
import { Avatar } from "@/ui/Avatar";
import { DataTable, type Column } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { refusalText } from "@/ui/errorText";
import { RefusableButton } from "@/ui/RefusableButton";
import { RelativeDate } from "@/ui/RelativeDate";
import type { Approver } from "./ApprovePanel";
import classes from "./people.module.css";
import { type Employee, useEmployees } from "./queries";

// What is opened on demand is loaded then.
const ApprovePanel = lazy(async () => ({ default: (await import("./ApprovePanel")).ApprovePanel }));
const DecideDialog = lazy(async () => ({ default: (await import("./DecideDialog")).DecideDialog }));

interface Props {
  approver: Approver;
}

// Who waits longest is decided first.
const WAITING = { state: "pending", ordering: "created_at" } as const;

export function ApprovalList({ approver }: Props) {
  const waiting = useEmployees(WAITING);
  const [deciding, setDeciding] = useState<{ what: "approve" | "reject"; who: Employee } | null>(
    null,
  );
  const close = () => setDeciding(null);
  const actions = (who: Employee) => (
    <Decisions
      who={who}
      onApprove={() => setDeciding({ what: "approve", who })}
      onReject={() => setDeciding({ what: "reject", who })}
    />
  );
  return (
    <>
      <DataTable
        label={t("nav.approvals")}
        query={waiting}
        rowId={({ id }) => id}
        columns={columns(actions)}
        renderCard={(who) => <ApprovalCard who={who} actions={actions(who)} />}
        empty={<EmptyState title={t("people.nobodyWaits")} hint={t("people.nobodyWaitsHint")} />}
      />
      <Suspense>
        {deciding?.what === "approve" && (
          <ApprovePanel employee={deciding.who} approver={approver} onClose={close} />
        )}
        {deciding?.what === "reject" && (
          <DecideDialog employee={deciding.who} decision="reject" onClose={close} />
        )}
      </Suspense>
    </>
  );
}

interface DecisionsProps {
  who: Employee;
  onApprove: () => void;
  onReject: () => void;
}

function Decisions({ who, onApprove, onReject }: DecisionsProps) {
  const name = who.display_name;
  return (
    <div className={classes.actions}>
      <RefusableButton
        variant="default"
        size="compact-sm"
        aria-label={t("people.approveName", { name })}
        disabledReason={refusalText(who.refusals?.approve)}
        onClick={onApprove}
      >
        {t("people.approve")}
      </RefusableButton>
      <RefusableButton
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={t("people.rejectName", { name })}
        disabledReason={refusalText(who.refusals?.reject)}
        onClick={onReject}
      >
        {t("people.decision.reject.verb")}
      </RefusableButton>
    </div>
  );
}

function columns(actions: (who: Employee) => ReactNode): Column<Employee>[] {
  return [
    {
      id: "name",
      header: t("people.field.name"),
      width: "minmax(160px, 2fr)",
      cell: (who) => (
        <span className={classes.person}>
          <Avatar name={who.display_name} />
          <span className={classes.name}>{who.display_name}</span>
        </span>
      ),
    },
    {
      id: "department",
      header: t("people.wishes"),
      width: "minmax(120px, 1.4fr)",
      cell: (who) => who.department?.name ?? "–",
    },
    {
      id: "username",
      header: t("people.field.username"),
      width: "minmax(100px, 1fr)",
      cell: (who) => who.username ?? "–",
    },
    {
      id: "contact",
      header: t("people.field.contact"),
      width: "minmax(140px, 1.6fr)",
      wideOnly: true,
      cell: (who) => [who.mobile, who.email].filter(Boolean).join(" · ") || "–",
    },
    {
      id: "created",
      header: t("people.waitsSince"),
      width: "130px",
      cell: (who) => <RelativeDate at={who.created_at} />,
    },
    {
      id: "actions",
      header: t("people.actions"),
      hideHeader: true,
      width: "210px",
      align: "end",
      cell: actions,
    },
  ];
}

function ApprovalCard({ who, actions }: { who: Employee; actions: ReactNode }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <Avatar name={who.display_name} size={28} />
        <span className={classes.cardName}>{who.display_name}</span>
        <span className={classes.quiet}>
          <RelativeDate at={who.created_at} />
        </span>
      </div>
      <div className={classes.quiet}>
        {[who.department?.name, who.username, who.mobile, who.email].filter(Boolean).join(" · ")}
      </div>
      {actions}
    </div>
  );
}
