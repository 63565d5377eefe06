import { useState } from "react";
import { t } from "@/i18n";
import { refusalText, wholeErrorText } from "@/ui/errorText";
import { notify, notifyError } from "@/ui/notify";
import { RefusableButton } from "@/ui/RefusableButton";
import { Choices } from "./Choices";
import classes from "./merging.module.css";
import { type Comparison, type Field, useMerge, useUnmerge } from "./queries";
import { Sides } from "./Sides";
import { consequences, FIELDS, isContact, nameOf, valueText } from "./words";

interface Props {
  comparison: Comparison;
  /** They are being turned round: what is shown is still the other way. */
  turning?: boolean;
  /** Let the other one stay. */
  onTurn: (kept: number) => void;
  onMerged: (kept: number) => void;
}

/** Which of the two stays, which fields are right, what happens; then they are one. */
export function CompareForm({ comparison, turning = false, onTurn, onMerged }: Props) {
  const { kept, merged, differing, refusal } = comparison;
  // By whom the right value is, so that turning them round keeps what was chosen.
  const [right, setRight] = useState<Partial<Record<Field, number>>>({});
  const merge = useMerge();
  const unmerge = useUnmerge();
  // What the one who stays leaves open the other knows; and whoever was spoken with is not new.
  const knowsMore = (field: Field) =>
    valueText(kept, field) === "" || (field === "status" && kept.status === "new");
  const rightOf = (field: Field) => right[field] ?? (knowsMore(field) ? merged.id : kept.id);
  const take = differing.filter((field) => rightOf(field) === merged.id);

  // Not by the callbacks of `mutate`: whoever takes it back has left this page.
  const undo = (id: number, record: number | undefined) => () =>
    void unmerge
      .mutateAsync({ kept: id, merge: record })
      .then(() => notify(t("merging.undone")), notifyError);
  const join = () =>
    merge.mutate(
      { kept, merged: merged.id, take },
      {
        onSuccess: (one) => {
          notify(t("merging.done", { name: nameOf(one) }), undo(one.id, one.merges[0]?.id));
          onMerged(one.id);
        },
      },
    );
  // A contact that only one of them has comes along: there is nothing to choose.
  const fields = FIELDS.filter(
    (field) => differing.includes(field) && !(isContact(field) && valueText(kept, field) === ""),
  );
  return (
    <div className={classes.compare}>
      <Sides comparison={comparison} onTurn={onTurn} />
      <Choices
        comparison={comparison}
        fields={fields}
        rightOf={rightOf}
        onChoose={(field, id) => setRight((old) => ({ ...old, [field]: id }))}
      />
      <section className={classes.section} aria-label={t("merging.after")}>
        <h2 className={classes.heading}>{t("merging.after")}</h2>
        <ul className={classes.after}>
          {consequences(comparison).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p className={classes.quiet}>{t("merging.undoHint")}</p>
      </section>
      {merge.error && (
        <p role="alert" className={classes.error}>
          {wholeErrorText(merge.error)}
        </p>
      )}
      <div className={classes.primary}>
        <RefusableButton
          size="md"
          loading={merge.isPending || turning}
          disabledReason={refusalText(refusal)}
          showReason
          onClick={join}
        >
          {t("merging.merge")}
        </RefusableButton>
      </div>
    </div>
  );
}
