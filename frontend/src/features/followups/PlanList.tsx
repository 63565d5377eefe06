import { Skeleton } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import type { Refusal } from "@/lib/problem";
import { refusalText } from "@/ui/errorText";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { RefusableButton } from "@/ui/RefusableButton";
import { PlanItem } from "./PlanItem";
import classes from "./Plans.module.css";
import { useOpenPlans } from "./queries";

// Loaded when it is asked for: the plans are what one waits for.
const NewPlan = later(async () => (await import("./NewPlan")).NewPlan);

interface Props {
  customer: { id: number };
  /** Why nothing may be planned, as the customer's `refusals.log_follow_up` says. */
  refusal?: Refusal | null | undefined;
}

/** The open plans of one customer, and a way to make another. */
export function PlanList({ customer, refusal }: Props) {
  const { data: plans, error, refetch } = useOpenPlans(customer.id);
  const [planning, setPlanning] = useState(false);
  const close = () => setPlanning(false);
  const reason = refusalText(refusal);
  return (
    <section aria-label={t("followups.plans")} className={classes.section}>
      <header className={classes.header}>
        <h3 className={classes.title}>{t("followups.plans")}</h3>
        <RefusableButton
          variant="default"
          size="compact-sm"
          leftSection={<Plus size={14} aria-hidden />}
          disabledReason={reason}
          onClick={() => setPlanning(true)}
        >
          {t("followups.schedule")}
        </RefusableButton>
      </header>
      {error && !plans && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !plans && <Skeleton height={40} />}
      {plans?.length === 0 && (
        <p className={classes.empty}>
          {t("followups.noPlans")} {!reason && t("followups.noPlansHint")}
        </p>
      )}
      <ul className={classes.list}>
        {plans?.map((plan) => (
          <PlanItem key={plan.id} plan={plan} reason={reason} />
        ))}
      </ul>
      {planning && <NewPlan customer={customer.id} onClose={close} />}
    </section>
  );
}
