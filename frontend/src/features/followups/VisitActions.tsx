import { useState } from "react";
import { t } from "@/i18n";
import { refusalText } from "@/ui/errorText";
import { later } from "@/ui/later";
import { RefusableButton } from "@/ui/RefusableButton";
import { planText } from "./planText";
import type { Plan } from "./queries";

const AnswerPlan = later(async () => (await import("./AnswerPlan")).AnswerPlan);
const ClosePlanDialog = later(async () => (await import("./ClosePlanDialog")).ClosePlanDialog);

/** Somebody who is expected: they are here, or they did not come. */
export function VisitActions({ plan }: { plan: Plan }) {
  const [asking, setAsking] = useState<"check-in" | "no-show" | null>(null);
  const close = () => setAsking(null);
  const { check_in: checkIn, no_show: noShow } = plan.refusals;
  // What came of it stands beside it: two buttons that say so again would be noise.
  if (plan.state !== "planned") return null;
  const who = `${plan.customer.name || t("followups.unnamed")}, ${planText(plan)}`;
  return (
    <>
      <RefusableButton
        disabledReason={refusalText(checkIn)}
        aria-label={`${t("followups.checkIn")}: ${who}`}
        onClick={() => setAsking("check-in")}
      >
        {t("followups.checkIn")}
      </RefusableButton>
      <RefusableButton
        variant="default"
        disabledReason={refusalText(noShow)}
        aria-label={`${t("followups.noShow")}: ${who}`}
        onClick={() => setAsking("no-show")}
      >
        {t("followups.noShow")}
      </RefusableButton>
      {asking === "check-in" && <AnswerPlan plan={plan} opened onClose={close} />}
      {asking === "no-show" && <ClosePlanDialog plan={plan} how="no-show" opened onClose={close} />}
    </>
  );
}
