import { Anchor, Skeleton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { loadWords, t } from "@/i18n";
import type { Refusal } from "@/lib/problem";
import { Avatar } from "@/ui/Avatar";
import { ErrorState } from "@/ui/ErrorState";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { Panel } from "@/ui/Panel";
import { RefusableButton } from "@/ui/RefusableButton";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import { DecideDialog } from "./DecideDialog";
import classes from "./people.module.css";
import { PlaceForm } from "./PlaceForm";
import { type Employee, useEmployee } from "./queries";
import { STATE_COLORS } from "./words";

const ResetLinkDialog = lazy(async () => ({
  default: (await import("./ResetLinkDialog")).ResetLinkDialog,
}));

const HandOverPanel = lazy(async () => {
  const [found] = await Promise.all([import("./handover/HandOverPanel"), loadWords("handover")]);
  return { default: found.HandOverPanel };
});

interface Props {
  id: number;
  /** The address of the customers somebody holds. */
  customersOf: (id: number) => string;
  onClose: () => void;
}

/** One colleague: as much as the API tells, and what may be decided about them. */
export function PersonPanel({ id, customersOf, onClose }: Props) {
  const person = useEmployee(id);
  return (
    <Panel
      opened
      onClose={onClose}
      title={person.data?.display_name ?? t("nav.people")}
      width={480}
      tall
    >
      {person.data ? (
        <>
          <Facts who={person.data} customersOf={customersOf} />
          {person.data.refusals && (
            <Decisions
              who={person.data}
              refusals={person.data.refusals}
              customersOf={customersOf}
            />
          )}
          {person.data.refusals && person.data.state !== "pending" && (
            <PlacePart who={person.data} refusal={person.data.refusals.place} />
          )}
        </>
      ) : person.error ? (
        <ErrorState error={person.error} onRetry={() => void person.refetch()} />
      ) : (
        <Skeleton height={240} />
      )}
    </Panel>
  );
}

function Facts({ who, customersOf }: { who: Employee } & Pick<Props, "customersOf">) {
  const navigate = useNavigate();
  const maybe = (label: string, value: string | undefined) =>
    value === undefined ? null : <Field label={label}>{value || "–"}</Field>;
  return (
    <>
      <div className={classes.head}>
        <Avatar name={who.display_name} size={40} />
        <div>
          <div className={classes.headName}>{who.display_name}</div>
          <StatusDot color={STATE_COLORS[who.state]}>{t(`people.state.${who.state}`)}</StatusDot>
        </div>
      </div>
      <Field label={t("people.field.role")}>{t(`people.role.${who.role}`)}</Field>
      <Field label={t("people.field.department")}>{who.department?.name ?? "–"}</Field>
      <Field label={t("people.field.campus")}>{who.campus?.name ?? "–"}</Field>
      {maybe(t("people.field.username"), who.username)}
      {maybe(t("people.field.mobile"), who.mobile)}
      {maybe(t("people.field.email"), who.email)}
      {who.held !== undefined && (
        <Field label={t("people.field.held")}>
          <Anchor component="button" onClick={() => void navigate({ href: customersOf(who.id) })}>
            {t("people.holds", { count: who.held })}
          </Anchor>
        </Field>
      )}
      {who.created_at !== undefined && (
        <Field label={t("people.field.created")}>
          <RelativeDate at={who.created_at} />
        </Field>
      )}
    </>
  );
}

interface DecisionsProps extends Pick<Props, "customersOf"> {
  who: Employee;
  refusals: NonNullable<Employee["refusals"]>;
}

type Deciding = "suspend" | "resume" | "reset" | "handOver";

/** What may be decided about them, now or with the reason why not. */
function Decisions({ who, refusals, customersOf }: DecisionsProps) {
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const close = () => setDeciding(null);
  const change = who.state === "suspended" ? "resume" : "suspend";
  return (
    <section className={classes.part}>
      <div className={classes.decisions}>
        <RefusableButton
          variant="default"
          showReason
          disabledReason={refusalText(refusals[change])}
          onClick={() => setDeciding(change)}
        >
          {t(`people.decision.${change}.verb`)}
        </RefusableButton>
        <RefusableButton
          variant="default"
          showReason
          disabledReason={refusalText(refusals.reset_link)}
          onClick={() => setDeciding("reset")}
        >
          {t("people.reset.verb")}
        </RefusableButton>
        <RefusableButton
          variant="default"
          showReason
          disabledReason={refusalText(refusals.hand_over)}
          onClick={() => setDeciding("handOver")}
        >
          {t(refusals.leave ? "people.handOver" : "people.handOverAndLeave")}
        </RefusableButton>
      </div>
      <Suspense>
        {deciding === "reset" && <ResetLinkDialog employee={who} onClose={close} />}
        {deciding === "handOver" && (
          <HandOverPanel who={who} customersOf={customersOf} onClose={close} />
        )}
        {(deciding === "suspend" || deciding === "resume") && (
          <DecideDialog employee={who} decision={deciding} onClose={close} />
        )}
      </Suspense>
    </section>
  );
}

interface PlaceProps {
  who: Employee;
  refusal: Refusal | null;
}

/** Role, department, campus, grants: to be changed, or why not. */
function PlacePart({ who, refusal }: PlaceProps) {
  if (refusal === null) return <PlaceForm key={who.id} who={who} />;
  return (
    <section className={classes.part} aria-labelledby="person-place">
      <h3 id="person-place" className={classes.title}>
        {t("people.place")}
      </h3>
      <p className={classes.quiet}>{refusalText(refusal)}</p>
    </section>
  );
}
