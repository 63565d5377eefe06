import { Button } from "@mantine/core";
import { useState } from "react";
import type { FollowUp } from "@/features/customers/types";
import { methodText, outcomeText } from "@/features/customers/words";
import { t } from "@/i18n";
import { refusalText } from "@/ui/errorText";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./detail.module.css";
import type { Slots } from "./slots";
import { Line } from "./TimelineLine";

interface Props {
  followUp: FollowUp;
  slots: Slots;
}

/** What was said, and on demand what it said before it was corrected. */
export function FollowUpEntry({ followUp, slots }: Props) {
  const [opened, setOpened] = useState(false);
  const { author, method, outcome, note, courses, intent_after: intent, corrections } = followUp;
  const facts = [
    methodText(method),
    outcomeText(outcome),
    ...courses.map((course) => course.name),
    ...(intent ? [t("customers.timeline.intentAfter", { level: intent })] : []),
  ];
  return (
    <>
      <Line actor={author}>{facts.join(" · ")}</Line>
      {note && <p className={classes.said}>{note}</p>}
      <div className={classes.entryTools}>
        <RefusableButton
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={classes.quietTool ?? ""}
          disabledReason={refusalText(followUp.refusals.correct)}
          onClick={() => slots.correct(followUp)}
        >
          {t("customers.timeline.correct")}
        </RefusableButton>
        {corrections > 0 && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            {opened
              ? t("customers.timeline.hideCorrections")
              : t("customers.timeline.corrected", { count: corrections })}
          </Button>
        )}
      </div>
      {opened && slots.versions(followUp)}
    </>
  );
}
