import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { coursesQuery } from "@/api/reference";
import { t } from "@/i18n";
import { toInput } from "@/lib/dates";
import { ChoiceChips, ManyChips } from "@/ui/ChoiceChips";
import type { DraftForm } from "./draft";
import classes from "./FollowUp.module.css";
import { intents, kinds, methods, outcomes } from "./labels";
import { planText } from "./planText";
import { useOpenPlans } from "./queries";

export function MethodField({ draft, change }: DraftForm) {
  return (
    <ChoiceChips
      label={t("followups.how")}
      options={methods()}
      value={draft.method}
      onChange={(method) => method && change({ method })}
    />
  );
}

export function OutcomeField({ draft, change }: DraftForm) {
  return (
    <ChoiceChips
      label={t("followups.whatCame")}
      options={outcomes()}
      value={draft.outcome}
      onChange={(outcome) => change({ outcome })}
    />
  );
}

export function NoteField({ draft, change }: DraftForm) {
  return (
    <Textarea
      label={t("followups.note")}
      placeholder={t("followups.notePlaceholder")}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={5000}
      value={draft.note}
      onChange={(event) => change({ note: event.currentTarget.value })}
    />
  );
}

export function CoursesField({ draft, change }: DraftForm) {
  const { data: courses } = useQuery(coursesQuery);
  if (!courses?.length) return null;
  return (
    <ManyChips
      label={t("followups.courses")}
      optional
      options={courses.map(({ id, name }) => ({ value: String(id), label: name }))}
      values={draft.courses}
      onChange={(chosen) => change({ courses: chosen })}
    />
  );
}

export function IntentField({ draft, change }: DraftForm) {
  return (
    <ChoiceChips
      label={t("followups.intentAfter")}
      optional
      options={intents()}
      value={draft.intent}
      onChange={(intent) => change({ intent })}
    />
  );
}

/** When it was, and which plan it answers: both settle themselves unless told. */
export function CircumstancesFields({ customer, ...form }: DraftForm & { customer: number }) {
  const { data: plans = [] } = useOpenPlans(customer);
  const { draft, change } = form;
  const auto = { value: "", label: t("followups.answersAuto") };
  return (
    <div className={classes.pair}>
      <TextInput
        type="datetime-local"
        label={t("followups.occurredAt")}
        description={t("followups.now")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        max={toInput(new Date())}
        value={draft.occurredAt}
        onChange={(event) => change({ occurredAt: event.currentTarget.value })}
      />
      {plans.length > 0 && (
        <NativeSelect
          label={t("followups.answers")}
          data={[auto, ...plans.map((plan) => ({ value: String(plan.id), label: planText(plan) }))]}
          value={draft.plan}
          onChange={(event) => change({ plan: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

/** What to do then; a call unless told. */
export function NextKindFields({ draft, change }: DraftForm) {
  return (
    <div className={classes.pair}>
      <NativeSelect
        label={t("followups.nextKind")}
        data={kinds()}
        value={draft.nextKind}
        onChange={(event) => {
          const kind = kinds().find((each) => each.value === event.currentTarget.value);
          if (kind) change({ nextKind: kind.value });
        }}
      />
      <TextInput
        label={t("followups.nextNote")}
        maxLength={5000}
        value={draft.nextNote}
        onChange={(event) => change({ nextNote: event.currentTarget.value })}
      />
    </div>
  );
}
