import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { t, useLanguage } from "@/i18n";
import { exact } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { refusalText } from "@/ui/errorText";
import { Panel } from "@/ui/Panel";
import { PhoneLink } from "@/ui/PhoneLink";
import { RefusableButton } from "@/ui/RefusableButton";
import { answerLabel } from "./answer";
import { AnswerForm } from "./AnswerForm";
import { ClosePlanDialog } from "./ClosePlanDialog";
import { kindLabel } from "./labels";
import { MovePlanForm } from "./PlanForm";
import classes from "./Plans.module.css";
import type { Plan } from "./queries";

type Doing = "look" | "answer" | "move";

/** One plan of a calendar: with whom, when, and everything that may become of it. */
export function PlanPanel({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const language = useLanguage();
  const [doing, setDoing] = useState<Doing>("look");
  const name = plan.customer.name || t("followups.unnamed");
  return (
    <Panel opened onClose={onClose} title={`${kindLabel(plan.kind)} · ${name}`}>
      {doing === "answer" && <AnswerForm plan={plan} onDone={onClose} />}
      {doing === "move" && <MovePlanForm plan={plan} onDone={onClose} />}
      {doing === "look" && (
        <div className={classes.section}>
          <p className={classes.fact}>{exact(plan.due_at, language)}</p>
          <p className={classes.fact}>
            <Anchor component={Link} to={paths.customer(plan.customer.id)}>
              {t("followups.openCustomer", { name })}
            </Anchor>{" "}
            · <PhoneLink phone={plan.customer.phone} masked={plan.customer.contact_masked} />
          </p>
          <p className={classes.empty}>
            {[plan.campus?.name, plan.assignee.name].filter(Boolean).join(" · ")}
          </p>
          {plan.note && <p className={classes.note}>{plan.note}</p>}
          {plan.state === "planned" ? (
            <Buttons plan={plan} onDo={setDoing} onClose={onClose} />
          ) : (
            <p className={classes.fact}>{t(`followups.planState.${plan.state}`)}</p>
          )}
        </div>
      )}
    </Panel>
  );
}

interface ButtonsProps {
  plan: Plan;
  onDo: (what: Doing) => void;
  onClose: () => void;
}

function Buttons({ plan, onDo, onClose }: ButtonsProps) {
  const [asking, setAsking] = useState<"cancel" | "no-show" | null>(null);
  const { done, change, cancel, no_show: noShow } = plan.refusals;
  return (
    <div className={classes.buttons}>
      <RefusableButton disabledReason={refusalText(done)} onClick={() => onDo("answer")}>
        {answerLabel(plan)}
      </RefusableButton>
      <RefusableButton
        variant="default"
        disabledReason={refusalText(change)}
        onClick={() => onDo("move")}
      >
        {t("followups.move")}
      </RefusableButton>
      {noShow?.code !== "not_an_appointment" && (
        <RefusableButton
          variant="default"
          disabledReason={refusalText(noShow)}
          onClick={() => setAsking("no-show")}
        >
          {t("followups.noShow")}
        </RefusableButton>
      )}
      <RefusableButton
        variant="default"
        disabledReason={refusalText(cancel)}
        onClick={() => setAsking("cancel")}
      >
        {t("followups.cancelPlan")}
      </RefusableButton>
      <Button variant="subtle" onClick={onClose}>
        {t("ui.close")}
      </Button>
      {asking && (
        <ClosePlanDialog
          plan={plan}
          how={asking}
          opened
          onClose={() => setAsking(null)}
          onClosed={onClose}
        />
      )}
    </div>
  );
}
