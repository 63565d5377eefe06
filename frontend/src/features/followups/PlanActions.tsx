import { ActionIcon, Menu } from "@mantine/core";
import { CalendarClock, CalendarX2, CheckCheck, Ellipsis, UserX } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { isPast } from "@/lib/dates";
import { refusalText } from "@/ui/errorText";
import { MenuItem } from "@/ui/MenuItem";
import { Panel } from "@/ui/Panel";
import { answerLabel } from "./answer";
import { AnswerPlan } from "./AnswerPlan";
import { ClosePlanDialog } from "./ClosePlanDialog";
import { MovePlanForm } from "./PlanForm";
import { planText } from "./planText";
import type { Plan } from "./queries";
import { useCancelWithUndo } from "./useCancelWithUndo";

export interface PlanActionsProps {
  plan: Plan;
  /** It was clicked before it was there. */
  asked?: boolean;
}

type Asking = "done" | "move" | "cancel" | "no-show" | null;

/** Done, move, cancel, did not come. */
export function PlanActions({ plan, asked = false }: PlanActionsProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const cancel = useCancelWithUndo(plan);
  return (
    <>
      <PlanMenu
        plan={plan}
        asked={asked}
        // What lies in the past cannot be planned again: ask first, as there is no undo.
        onCancel={() => (isPast(plan.due_at) ? setAsking("cancel") : cancel.run())}
        onAsk={setAsking}
      />
      <AnswerPlan plan={plan} opened={asking === "done"} onClose={close} />
      <Panel
        opened={asking === "move"}
        onClose={close}
        title={t("followups.moveTitle", { plan: planText(plan) })}
      >
        <MovePlanForm plan={plan} onDone={close} />
      </Panel>
      <ClosePlanDialog plan={plan} how="cancel" opened={asking === "cancel"} onClose={close} />
      <ClosePlanDialog plan={plan} how="no-show" opened={asking === "no-show"} onClose={close} />
    </>
  );
}

interface MenuProps extends PlanActionsProps {
  onCancel: () => void;
  onAsk: (what: Asking) => void;
}

function PlanMenu({ plan, asked = false, onCancel, onAsk }: MenuProps) {
  const { done, change, cancel, no_show: noShow } = plan.refusals;
  return (
    <Menu position="bottom-end" defaultOpened={asked}>
      <Menu.Target>
        <ActionIcon aria-label={t("followups.actionsOf", { plan: planText(plan) })}>
          <Ellipsis size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuItem
          icon={CheckCheck}
          disabledReason={refusalText(done)}
          onClick={() => onAsk("done")}
        >
          {answerLabel(plan)}
        </MenuItem>
        <MenuItem
          icon={CalendarClock}
          disabledReason={refusalText(change)}
          onClick={() => onAsk("move")}
        >
          {t("followups.move")}
        </MenuItem>
        {/* Nobody is missed at a call: that is no refusal to read about. */}
        {noShow?.code !== "not_an_appointment" && (
          <MenuItem
            icon={UserX}
            disabledReason={refusalText(noShow)}
            onClick={() => onAsk("no-show")}
          >
            {t("followups.noShow")}
          </MenuItem>
        )}
        <MenuItem icon={CalendarX2} disabledReason={refusalText(cancel)} onClick={onCancel}>
          {t("followups.cancelPlan")}
        </MenuItem>
      </Menu.Dropdown>
    </Menu>
  );
}
