import { Switch, TextInput } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./handover.module.css";
import type { Finish } from "./useFinish";

/** Whether they leave, and words for the history. */
export function FinishFields({ name, finish }: { name: string; finish: Finish }) {
  const { leaves, noLeave, note, setLeaving, setNote } = finish;
  return (
    <section className={classes.part}>
      <Switch
        label={t("handover.leaves", { name })}
        description={noLeave ?? t(leaves ? "handover.leavesHint" : "handover.stays")}
        checked={leaves}
        disabled={Boolean(noLeave)}
        onChange={(event) => setLeaving(event.currentTarget.checked)}
      />
      <TextInput
        className={classes.note ?? ""}
        label={t("handover.note")}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </section>
  );
}
