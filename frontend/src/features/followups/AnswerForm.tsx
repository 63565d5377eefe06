import { getHotkeyHandler } from "@mantine/hooks";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { refusalText, wholeErrorText } from "@/ui/errorText";
import { notify } from "@/ui/notify";
import { PhoneLink } from "@/ui/PhoneLink";
import { answerOf, comesToUs } from "./answer";
import { type Draft, type DraftForm, useAnswerDraft } from "./draft";
import { CoursesField, IntentField, NextKindFields, NoteField, OutcomeField } from "./fields";
import classes from "./FollowUp.module.css";
import { FormFoot } from "./FormFoot";
import { NextStepFields, NextStepTaps } from "./NextStep";
import { planText } from "./planText";
import { type Plan, useAnswerPlan } from "./queries";

/** On a phone the next date saves: whoever came is checked in with two taps. */
export function AnswerForm({ plan, onDone }: { plan: Plan; onDone: () => void }) {
  const phone = useIsPhone();
  const came = comesToUs(plan);
  const form = useAnswerDraft(plan.id, plan.kind, came ? "visited" : "");
  const answer = useAnswerPlan(plan.id, came ? "check-in" : "done");
  const { draft } = form;
  const missing = draft.outcome === "" ? t("followups.outcomeFirst") : undefined;
  const refused = came ? plan.refusals.check_in : plan.refusals.done;
  const reason = refusalText(refused) ?? missing;

  async function save(finished: Draft) {
    const body = answerOf(finished);
    if (!body || reason || answer.isPending) return;
    const saved = await answer.mutateAsync(body).catch(() => null);
    if (!saved) return; // answer.error says why, and everything stays as it was typed.
    form.clear();
    const name = plan.customer.name || t("followups.unnamed");
    notify(came ? t("followups.checkedIn", { name }) : t("followups.doneNow", { name }));
    onDone();
  }
  const error = answer.error && (
    <p className={classes.error} role="alert">
      {wholeErrorText(answer.error)}
    </p>
  );
  const first = (
    <>
      <p className={classes.plan}>
        {planText(plan)} ·{" "}
        <PhoneLink phone={plan.customer.phone} masked={plan.customer.contact_masked} />
        {plan.note && <> · {plan.note}</>}
      </p>
      {!came && <OutcomeField {...form} />}
      <NoteField {...form} />
    </>
  );
  if (phone) {
    return (
      <div className={classes.form}>
        {first}
        <details className={classes.more}>
          <summary>{t("followups.moreAfter")}</summary>
          <div className={classes.form}>
            <AfterFields {...form} />
            <NextKindFields {...form} />
          </div>
        </details>
        <div className={classes.foot}>
          {error}
          <NextStepTaps
            {...form}
            loading={answer.isPending}
            reason={reason}
            save={(finished) => void save(finished)}
          />
        </div>
      </div>
    );
  }
  const submit = () => void save(draft);
  const unfinished = draft.next === "" ? t("followups.nextFirst") : undefined;
  return (
    <div className={classes.form} onKeyDown={getHotkeyHandler([["mod+Enter", submit]])}>
      {first}
      <AfterFields {...form} />
      <NextStepFields {...form} />
      <FormFoot
        error={error}
        label={came ? t("followups.checkIn") : t("followups.save")}
        loading={answer.isPending}
        disabledReason={reason ?? unfinished}
        onCancel={onDone}
        onSubmit={submit}
      />
    </div>
  );
}

function AfterFields(form: DraftForm) {
  return (
    <>
      <CoursesField {...form} />
      <IntentField {...form} />
    </>
  );
}
