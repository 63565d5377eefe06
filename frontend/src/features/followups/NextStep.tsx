import { Button, TextInput } from "@mantine/core";
import { t } from "@/i18n";
import { toInput } from "@/lib/dates";
import { ChoiceChips } from "@/ui/ChoiceChips";
import { RefusableButton } from "@/ui/RefusableButton";
import { chooseNext, type Draft, type DraftForm } from "./draft";
import { NextKindFields } from "./fields";
import classes from "./FollowUp.module.css";
import { nextDates } from "./labels";

/** On a desktop: choose, adjust, save with the form. */
export function NextStepFields(form: DraftForm) {
  const { draft, change } = form;
  return (
    <>
      <ChoiceChips
        label={t("followups.next")}
        options={nextDates()}
        value={draft.next}
        onChange={(next) => change(chooseNext(draft, next))}
      />
      {draft.nextAt && (
        <>
          <DateInput {...form} />
          <NextKindFields {...form} />
        </>
      )}
    </>
  );
}

interface TapProps extends DraftForm {
  loading: boolean;
  /** Why nothing can be saved now. */
  reason: string | undefined;
  save: (draft: Draft) => void;
}

/** On a phone a tap on the date saves; only "pick" needs a second one. */
export function NextStepTaps({ loading, reason, save, ...form }: TapProps) {
  const { draft, change } = form;
  return (
    <>
      <p className={classes.nextTitle}>{reason ?? t("followups.nextSaves")}</p>
      {draft.next === "pick" && (
        <div className={classes.picking}>
          <DateInput {...form} />
          <RefusableButton disabledReason={reason} loading={loading} onClick={() => save(draft)}>
            {t("followups.save")}
          </RefusableButton>
        </div>
      )}
      <div className={classes.nextGrid}>
        {nextDates().map(({ value, label }) => {
          const chosen = { ...draft, ...chooseNext(draft, value) };
          const tap = () => {
            change(chosen);
            if (value !== "pick") save(chosen);
          };
          if (value === "pick") {
            return (
              <Button key={value} variant="default" className={classes.nextButton} onClick={tap}>
                {label}
              </Button>
            );
          }
          return (
            <RefusableButton
              key={value}
              variant="default"
              className={classes.nextButton ?? ""}
              disabledReason={reason}
              loading={loading && draft.next === value}
              onClick={tap}
            >
              {label}
            </RefusableButton>
          );
        })}
      </div>
    </>
  );
}

function DateInput({ draft, change }: DraftForm) {
  return (
    <TextInput
      type="datetime-local"
      label={t("followups.pickDate")}
      min={toInput(new Date())}
      value={draft.nextAt}
      onChange={(event) => change({ nextAt: event.currentTarget.value, next: "pick" })}
    />
  );
}
