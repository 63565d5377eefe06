import { Anchor, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { getLanguage, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { ErrorState } from "@/ui/ErrorState";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { later } from "@/ui/later";
import { PhoneLink } from "@/ui/PhoneLink";
import { RefusableButton } from "@/ui/RefusableButton";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import { CreditSection } from "./CreditSection";
import classes from "./enrollments.module.css";
import { EnrollmentMoney } from "./EnrollmentMoney";
import { Papers } from "./Papers";
import { type Enrollment, useEnrollment } from "./queries";
import { type AnyStep, NOISE, STATE_COLORS, stateText } from "./words";

const StepDialog = later(async () => (await import("./StepDialog")).StepDialog);
const DraftPanel = later(async () => (await import("./DraftPanel")).DraftPanel);
const TransferDialog = later(async () => (await import("./TransferDialog")).TransferDialog);

// In this order they are offered; which of them there are is for the API to say.
const STEPS: readonly AnyStep[] = [
  "accept", "approve", "submit", "resume", "suspend", "complete", "transfer", "withdraw", "reject",
  "cancel",
]; // prettier-ignore
// What brings them on; the others are detours.
const NEXT: readonly AnyStep[] = ["accept", "approve", "submit", "resume"];
const stepsOf = ({ refusals }: Enrollment) =>
  STEPS.filter((step) => !NOISE.includes(refusals[step]?.code ?? ""));

interface Props {
  id: number;
  /** What is due of it and what was paid for it; the page fills it in. */
  payments: (enrollment: Enrollment) => ReactNode;
}

export function EnrollmentView({ id, payments }: Props) {
  const { data: enrollment, error, refetch } = useEnrollment(id);
  const [step, setStep] = useState<AnyStep | null>(null);
  const [editing, setEditing] = useState(false);
  if (!enrollment && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!enrollment) return <Skeleton height={320} role="status" aria-label={t("ui.loading")} />;
  return (
    <div className={classes.view}>
      <Steps enrollment={enrollment} onStep={setStep} onEdit={() => setEditing(true)} />
      <div className={classes.columns}>
        <Form enrollment={enrollment} />
        <div>
          <EnrollmentMoney enrollment={enrollment} />
          {payments(enrollment)}
          <Course enrollment={enrollment} />
          <CreditSection enrollment={enrollment} />
        </div>
      </div>
      {editing && <DraftPanel enrollment={enrollment} onClose={() => setEditing(false)} />}
      {step === "transfer" && (
        <TransferDialog enrollment={enrollment} onClose={() => setStep(null)} />
      )}
      {step && step !== "transfer" && (
        <StepDialog enrollment={enrollment} step={step} onClose={() => setStep(null)} />
      )}
    </div>
  );
}

interface StepsProps {
  enrollment: Enrollment;
  onStep: (step: AnyStep) => void;
  onEdit: () => void;
}

function Steps({ enrollment, onStep, onEdit }: StepsProps) {
  const steps = stepsOf(enrollment);
  const primary = NEXT.find((step) => !enrollment.refusals[step]);
  return (
    <div className={classes.steps}>
      <StatusDot color={STATE_COLORS[enrollment.state]}>{stateText(enrollment.state)}</StatusDot>
      {enrollment.place_in_line && (
        <span className={classes.quiet}>
          {t("enrollments.place", { place: enrollment.place_in_line })}
        </span>
      )}
      {enrollment.held_until && (
        <span className={classes.quiet}>
          {t("enrollments.heldUntil")} <RelativeDate at={enrollment.held_until} />
        </span>
      )}
      <span className={classes.grow} />
      <Papers enrollment={enrollment.id} />
      {enrollment.state === "draft" && (
        <RefusableButton
          variant="default"
          disabledReason={refusalText(enrollment.refusals.edit)}
          onClick={onEdit}
        >
          {t("enrollments.draft.edit")}
        </RefusableButton>
      )}
      {steps.map((step) => (
        <RefusableButton
          key={step}
          variant={step === primary ? "filled" : "default"}
          disabledReason={refusalText(enrollment.refusals[step])}
          onClick={() => onStep(step)}
        >
          {t(`enrollments.step.${step}.verb`)}
        </RefusableButton>
      ))}
    </div>
  );
}

function Form({ enrollment }: { enrollment: Enrollment }) {
  const { customer, payer, class_group: group } = enrollment;
  return (
    <section aria-labelledby="enrollment-form">
      <h2 id="enrollment-form" className={classes.title}>
        {t("enrollments.form")}
      </h2>
      <Field label={t("enrollments.customer")}>
        <Anchor component={Link} to={paths.customer(customer.id)}>
          {customer.name || t("enrollments.unnamed")}
        </Anchor>
      </Field>
      <Field label={t("enrollments.payer")}>
        {payer.name} <PhoneLink phone={payer.phone} masked={enrollment.contact_masked} />
      </Field>
      <Field label={t("enrollments.class")}>
        {[group.code, group.term, group.course.name, group.campus.name].join(" · ")}
      </Field>
      <Field label={t("enrollments.why")}>{enrollment.why || "–"}</Field>
      <Field label={t("enrollments.expectations")}>{enrollment.expectations || "–"}</Field>
      <Field label={t("enrollments.contract")}>
        {enrollment.contract_agreed ? t("enrollments.agreed") : t("enrollments.notAgreed")}
      </Field>
    </section>
  );
}

function Course({ enrollment }: { enrollment: Enrollment }) {
  const told: [string, string | null, { name: string } | null][] = [
    [t("enrollments.created"), enrollment.created_at, enrollment.created_by],
    [t("enrollments.submitted"), enrollment.submitted_at, enrollment.submitted_by],
    [t("enrollments.decided"), enrollment.decided_at, enrollment.decided_by],
    [t("enrollments.activated"), enrollment.activated_at, null],
    [t("enrollments.ended"), enrollment.ended_at, null],
  ];
  return (
    <section aria-labelledby="enrollment-course">
      <h2 id="enrollment-course" className={classes.title}>
        {t("enrollments.course")}
      </h2>
      <Field label={t("enrollments.seller")}>{enrollment.consultant?.name ?? "–"}</Field>
      {told.map(
        ([label, at, by]) =>
          at && (
            <Field key={label} label={label}>
              {[exact(at, getLanguage()), by?.name].filter(Boolean).join(" · ")}
            </Field>
          ),
      )}
      <Moved label={t("enrollments.cameFrom")} id={enrollment.transferred_from} />
      <Moved label={t("enrollments.movedTo")} id={enrollment.transferred_to} />
      {[enrollment.decision_note, enrollment.end_note].filter(Boolean).map((note) => (
        <Field key={note} label={t("enrollments.note")}>
          {note}
        </Field>
      ))}
    </section>
  );
}

function Moved({ label, id }: { label: string; id: number | null }) {
  if (id === null) return null;
  return (
    <Field label={label}>
      <Anchor component={Link} to={paths.enrollment(id)}>
        {t("enrollments.one", { id })}
      </Anchor>
    </Field>
  );
}
