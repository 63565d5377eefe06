import { t } from "@/i18n";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./FollowUp.module.css";
import { kindLabel } from "./labels";
import { useOpenPlans } from "./queries";

/** What is planned with them, the earliest first: that is what a contact usually answers. */
export function OpenPlansLine({ customer }: { customer: number }) {
  const { data: plans } = useOpenPlans(customer);
  return (
    <p className={classes.plan}>
      {plans?.length === 0 && t("followups.answersNone")}
      {plans?.length ? `${t("followups.planned")} ` : null}
      {plans?.map((plan, index) => (
        <span key={plan.id}>
          {index > 0 && ", "}
          {kindLabel(plan.kind)} <RelativeDate at={plan.due_at} />
          {plan.note && ` (${plan.note})`}
        </span>
      ))}
    </p>
  );
}
