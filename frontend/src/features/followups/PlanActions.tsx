import { ActionIcon, Menu } from "@mantine/core";
import { CalendarClock, CalendarX2, Ellipsis, UserX } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify, notifyError } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { MovePlanForm } from "./PlanForm";
import classes from "./Plans.module.css";
import { planText } from "./planText";
import { type Plan, useClosePlan, useSchedulePlan } from "./queries";

export interface PlanActionsProps {
  plan: Plan;
  /** Its time has come. */
  late: boolean;
  /** It was clicked before it was there. */
  asked?: boolean;
}

type Asking = "move" | "cancel" | "no-show" | null;

/** Move, cancel, did not come. */
export function PlanActions({ plan, late, asked = false }: PlanActionsProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const cancel = useCancelWithUndo(plan);
  return (
    <>
      <PlanMenu
        plan={plan}
        late={late}
        asked={asked}
        // What lies in the past cannot be planned again: ask first, as there is no undo.
        onCancel={() => (late ? setAsking("cancel") : cancel.run())}
        onAsk={setAsking}
      />
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

function PlanMenu({ plan, late, asked = false, onCancel, onAsk }: MenuProps) {
  const appointment = plan.kind === "visit" || plan.kind === "trial_lesson";
  return (
    <Menu position="bottom-end" defaultOpened={asked}>
      <Menu.Target>
        <ActionIcon aria-label={t("followups.actionsOf", { plan: planText(plan) })}>
          <Ellipsis size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<CalendarClock size={14} />} onClick={() => onAsk("move")}>
          {t("followups.move")}
        </Menu.Item>
        {appointment && (
          <Menu.Item
            leftSection={<UserX size={14} />}
            disabled={!late}
            onClick={() => onAsk("no-show")}
          >
            {t("followups.noShow")}
            {!late && <span className={classes.why}>{t("followups.notYetDue")}</span>}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<CalendarX2 size={14} />} onClick={onCancel}>
          {t("followups.cancelPlan")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Cancel at once; undo makes the same plan anew. */
function useCancelWithUndo(plan: Plan) {
  const cancel = useClosePlan(plan.id, "cancel");
  const schedule = useSchedulePlan();
  const { kind, due_at, note } = plan;
  const body = { customer: plan.customer.id, kind, due_at, note, campus: plan.campus?.id ?? null };
  const undo = () => schedule.mutate(body, { onError: (error) => notifyError(error) });
  const run = () =>
    cancel.mutate(undefined, {
      onSuccess: () => notify(t("followups.cancelled"), undo),
      onError: (error) => notifyError(error),
    });
  return { run };
}

interface DialogProps {
  plan: Plan;
  how: "cancel" | "no-show";
  opened: boolean;
  onClose: () => void;
}

function ClosePlanDialog({ plan, how, opened, onClose }: DialogProps) {
  const closing = useClosePlan(plan.id, how);
  const cancelling = how === "cancel";
  const date = planText(plan);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={cancelling ? t("followups.cancelTitle") : t("followups.noShowTitle")}
      consequence={
        cancelling ? t("followups.cancelLate", { date }) : t("followups.noShowConsequence")
      }
      confirmLabel={cancelling ? t("followups.cancelPlan") : t("followups.noShow")}
      loading={closing.isPending}
      submitError={closing.error}
      onConfirm={() =>
        closing.mutate(undefined, {
          onSuccess: () => {
            notify(cancelling ? t("followups.cancelled") : t("followups.noShowDone"));
            onClose();
          },
        })
      }
    />
  );
}
