import { Anchor, Skeleton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { t } from "@/i18n";
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

interface Props {
  id: number;
  /** May change role and place. */
  manages: boolean;
  /** The address of the customers somebody holds. */
  customersOf: (id: number) => string;
  onClose: () => void;
}

/** One colleague: as much as the API tells, and what may be decided about them. */
export function PersonPanel({ id, manages, customersOf, onClose }: Props) {
  const person = useEmployee(id);
  return (
    <Panel
      opened
      onClose={onClose}
      title={person.data?.display_name ?? t("nav.people")}
      width={480}
    >
      {person.data ? (
        <>
          <Facts who={person.data} customersOf={customersOf} />
          {person.data.refusals && <Decisions who={person.data} refusals={person.data.refusals} />}
          {manages && person.data.state !== "pending" && (
            <PlaceForm key={person.data.id} who={person.data} />
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

interface DecisionsProps {
  who: Employee;
  refusals: NonNullable<Employee["refusals"]>;
}

function Decisions({ who, refusals }: DecisionsProps) {
  const [deciding, setDeciding] = useState<"suspend" | "resume" | null>(null);
  const active = who.state !== "suspended";
  return (
    <section className={classes.part}>
      <div className={classes.buttons}>
        {active ? (
          <RefusableButton
            variant="default"
            showReason
            disabledReason={refusalText(refusals.suspend)}
            onClick={() => setDeciding("suspend")}
          >
            {t("people.decision.suspend.verb")}
          </RefusableButton>
        ) : (
          <RefusableButton
            variant="default"
            showReason
            disabledReason={refusalText(refusals.resume)}
            onClick={() => setDeciding("resume")}
          >
            {t("people.decision.resume.verb")}
          </RefusableButton>
        )}
      </div>
      {deciding && (
        <DecideDialog employee={who} decision={deciding} onClose={() => setDeciding(null)} />
      )}
    </section>
  );
}
