import { Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { ChoiceChips } from "@/ui/ChoiceChips";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import classes from "./FollowUp.module.css";
import { type Intent, intents, methods, outcomes } from "./labels";
import { type Correction, type FollowUp, useCorrectFollowUp } from "./queries";

/** Why it may not be corrected stands in `followUp.refusals.correct`, for the button that opens this. */
interface Props {
  followUp: Pick<FollowUp, "id" | "version" | "method" | "outcome" | "note" | "intent_after">;
  opened: boolean;
  onClose: () => void;
}

export function CorrectFollowUp({ followUp, opened, onClose }: Props) {
  return (
    <Panel opened={opened} onClose={onClose} title={t("followups.correctTitle")} width={600}>
      {opened && <CorrectionForm key={followUp.version} followUp={followUp} onClose={onClose} />}
    </Panel>
  );
}

function CorrectionForm({ followUp, onClose }: Pick<Props, "followUp" | "onClose">) {
  const correct = useCorrectFollowUp(followUp.id);
  const { method, outcome, note } = followUp;
  const form = useForm({
    initialValues: { method, outcome, note, intent_after: followUp.intent_after as Intent | "" },
  });

  async function save(values: typeof form.values) {
    // The schema of the request does not know that "" takes an intent back.
    await correct.mutateAsync(values as Correction);
    notify(t("followups.corrected"));
    onClose();
  }
  return (
    <FormShell
      form={form}
      onSubmit={save}
      loading={correct.isPending}
      submitError={correct.error}
      submitLabel={t("followups.save")}
      draft={`correct.${followUp.id}.${followUp.version}`}
      onCancel={onClose}
    >
      <p className={classes.plan}>{t("followups.correctHint")}</p>
      <ChoiceChips
        label={t("followups.how")}
        options={methods()}
        value={form.values.method}
        onChange={(next) => next && form.setFieldValue("method", next)}
      />
      <ChoiceChips
        label={t("followups.whatCame")}
        options={outcomes()}
        value={form.values.outcome}
        onChange={(next) => next && form.setFieldValue("outcome", next)}
      />
      <Textarea
        label={t("followups.note")}
        autosize
        minRows={3}
        maxLength={5000}
        {...form.getInputProps("note")}
      />
      <ChoiceChips
        label={t("followups.intentAfter")}
        optional
        options={intents()}
        value={form.values.intent_after}
        onChange={(next) => form.setFieldValue("intent_after", next)}
      />
    </FormShell>
  );
}
