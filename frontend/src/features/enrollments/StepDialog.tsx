import { Checkbox, NumberInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { amountText } from "@/ui/amountText";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { notify } from "@/ui/notify";
import classes from "./enrollments.module.css";
import { type Enrollment, type Step, useLeaving, useStep } from "./queries";
import { DANGER } from "./words";

interface Props {
  enrollment: Enrollment;
  step: Step;
  onClose: () => void;
}

const WITH_NOTE: readonly Step[] = ["approve", "reject", "cancel", "suspend", "withdraw"];

/** Names the consequence, asks what the step needs, then takes it. */
export function StepDialog({ enrollment, step, onClose }: Props) {
  const take = useStep(enrollment.id);
  const [note, setNote] = useState("");
  const [attended, setAttended] = useState<number>();
  const [agreed, setAgreed] = useState(false);
  const name = enrollment.customer.name || t("enrollments.unnamed");
  const asks = step === "approve" && enrollment.discount_limits.needs_agreement;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t(`enrollments.step.${step}.title`, { name })}
      consequence={t(`enrollments.step.${step}.consequence`)}
      confirmLabel={t(`enrollments.step.${step}.verb`)}
      onConfirm={() =>
        take.mutate(
          { step, note, attended, discountAgreed: agreed },
          {
            onSuccess: () => {
              notify(t(`enrollments.step.${step}.done`, { name }));
              onClose();
            },
          },
        )
      }
      loading={take.isPending}
      submitError={take.error}
      danger={DANGER.includes(step)}
      disabledReason={refusalText(enrollment.refusals[step])}
    >
      {(step === "approve" || step === "reject") && <Sale enrollment={enrollment} />}
      {asks && (
        <Checkbox
          mb="md"
          label={t("enrollments.agreeDiscount", {
            amount: amountText(enrollment.discount, enrollment.currency),
          })}
          checked={agreed}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
        />
      )}
      {step === "withdraw" && (
        <Leaving enrollment={enrollment} attended={attended} onAttended={setAttended} />
      )}
      {WITH_NOTE.includes(step) && (
        <Textarea
          label={t("enrollments.note")}
          required={step === "reject"}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
}

/** What is decided about. */
function Sale({ enrollment }: { enrollment: Enrollment }) {
  const { class_group: group, currency } = enrollment;
  const amount = (text: string) => amountText(text, currency);
  const off = Number(enrollment.discount) > 0;
  return (
    <div className={classes.leaving}>
      <Field label={t("enrollments.class")}>
        {[group.code, group.course.name, group.campus.name].join(" · ")}
      </Field>
      <Field label={t("enrollments.seller")}>{enrollment.consultant?.name ?? "–"}</Field>
      <Field label={t("enrollments.net")}>{amount(enrollment.net_price)}</Field>
      {off && (
        <Field label={t("enrollments.discount")}>
          {[amount(enrollment.discount), enrollment.discount_reason].filter(Boolean).join(" · ")}
        </Field>
      )}
    </div>
  );
}

interface LeavingProps {
  enrollment: Enrollment;
  attended: number | undefined;
  onAttended: (attended: number | undefined) => void;
}

function Leaving({ enrollment, attended, onAttended }: LeavingProps) {
  const { data: found } = useLeaving(enrollment.id, attended);
  if (!found) return null;
  const amount = (text: string) => amountText(text, found.currency);
  return (
    <div className={classes.leaving}>
      <NumberInput
        label={t("enrollments.attended", { total: found.sessions_total })}
        min={0}
        max={found.sessions_total}
        allowDecimal={false}
        value={attended ?? found.sessions_attended}
        onChange={(value) => onAttended(typeof value === "number" ? value : undefined)}
      />
      <Field label={t("enrollments.paid")}>{amount(found.paid)}</Field>
      <Field label={t("enrollments.used")}>{amount(found.used)}</Field>
      <Field label={t("enrollments.fee")}>{amount(found.fee)}</Field>
      <Field label={t("enrollments.refundDue")}>{amount(found.refund_due)}</Field>
    </div>
  );
}
