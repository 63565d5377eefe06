import { getHotkeyHandler } from "@mantine/hooks";
import { Phone } from "lucide-react";
import { t } from "@/i18n";
import type { Refusal } from "@/lib/problem";
import { useIsPhone } from "@/lib/useIsPhone";
import { refusalText, wholeErrorText } from "@/ui/errorText";
import { notify } from "@/ui/notify";
import { PhoneLink } from "@/ui/PhoneLink";
import { bodyOf, type Draft, useFollowUpDraft } from "./draft";
import {
  CircumstancesFields,
  CoursesField,
  IntentField,
  MethodField,
  NextKindFields,
  NoteField,
  OutcomeField,
} from "./fields";
import classes from "./FollowUp.module.css";
import { FormFoot } from "./FormFoot";
import { NextStepFields, NextStepTaps } from "./NextStep";
import { OpenPlansLine } from "./OpenPlansLine";
import { type FollowUp, useLogFollowUp } from "./queries";

/** Whom we contacted: a row of any list will do. */
export interface Contacted {
  id: number;
  name: string;
  phone: string;
  contact_masked?: boolean;
}

export interface FollowUpFormProps {
  customer: Contacted;
  onClose: () => void;
  /** Why it may not be logged, as the customer's `refusals.log_follow_up` says. */
  refusal?: Refusal | null | undefined;
  onSaved?: ((followUp: FollowUp) => void) | undefined;
  /** Show the next customer; without it the sheet closes. */
  onNext?: (() => void) | undefined;
}

export function FollowUpForm({ customer, refusal, onClose, onSaved, onNext }: FollowUpFormProps) {
  const phone = useIsPhone();
  const form = useFollowUpDraft(customer.id);
  const log = useLogFollowUp();
  const { draft } = form;
  const missing = draft.outcome === "" ? t("followups.outcomeFirst") : undefined;
  const reason = refusalText(refusal) ?? missing;

  async function save(finished: Draft, onward: () => void) {
    const body = bodyOf(customer.id, finished);
    if (!body || reason || log.isPending) return;
    const saved = await log.mutateAsync(body).catch(() => null);
    if (!saved) return; // log.error says why, and everything stays as it was typed.
    form.clear();
    notify(t("followups.saved", { name: customer.name || t("followups.unnamed") }));
    onSaved?.(saved);
    onward();
  }
  const onward = onNext ?? onClose;
  const error = log.error && (
    <p className={classes.error} role="alert">
      {wholeErrorText(log.error)}
    </p>
  );
  const who = (
    <div>
      {customer.phone && (
        <span className={classes.phone}>
          <Phone size={18} aria-hidden />
          <PhoneLink phone={customer.phone} masked={customer.contact_masked ?? false} />
        </span>
      )}
      <OpenPlansLine customer={customer.id} />
    </div>
  );
  if (phone) {
    return (
      <div className={classes.form}>
        {who}
        <OutcomeField {...form} />
        <NoteField {...form} />
        <details className={classes.more}>
          <summary>{t("followups.more")}</summary>
          <div className={classes.form}>
            <MethodField {...form} />
            <CoursesField {...form} />
            <IntentField {...form} />
            <NextKindFields {...form} />
            <CircumstancesFields {...form} customer={customer.id} />
          </div>
        </details>
        <div className={classes.foot}>
          {error}
          <NextStepTaps
            {...form}
            loading={log.isPending}
            reason={reason}
            save={(finished) => void save(finished, onward)}
          />
        </div>
      </div>
    );
  }
  const unfinished = draft.next === "" ? t("followups.nextFirst") : undefined;
  const submit = () => void save(draft, onward);
  return (
    <div className={classes.form} onKeyDown={getHotkeyHandler([["mod+Enter", submit]])}>
      {who}
      <MethodField {...form} />
      <OutcomeField {...form} />
      <NoteField {...form} />
      <CoursesField {...form} />
      <IntentField {...form} />
      <NextStepFields {...form} />
      <CircumstancesFields {...form} customer={customer.id} />
      <FormFoot
        error={error}
        label={onNext ? t("followups.saveAndNext") : t("followups.save")}
        loading={log.isPending}
        disabledReason={reason ?? unfinished}
        onCancel={onClose}
        onSubmit={submit}
      />
    </div>
  );
}
