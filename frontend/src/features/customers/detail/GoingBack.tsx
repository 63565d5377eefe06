import { Countdown } from "@/features/customers/Countdown";
import type { Customer } from "@/features/customers/types";
import { t, useLanguage } from "@/i18n";
import { exact } from "@/lib/dates";
import { Field } from "@/ui/Field";
import classes from "./detail.module.css";
import { labelOfField } from "./fields";

/** When a held customer goes back to the pool and why, and until when somebody keeps them from it. */
export function GoingBack({ customer }: { customer: Customer }) {
  const language = useLanguage();
  const { recycle_due_at: due, recycle_rule: rule, protected_until: until } = customer;
  const kept = until !== null && new Date(until) > new Date();
  if (!due && !kept) return null;
  return (
    <Field label={labelOfField("recycle_due_at")}>
      <div className={classes.back}>
        {due && (
          <span>
            <Countdown {...customer} /> {exact(due, language)}
          </span>
        )}
        {due && rule && <span className={classes.quiet}>{t(`customers.back.why.${rule}`)}</span>}
        {kept && (
          <span>{t("customers.back.protectedUntil", { when: exact(until, language) })}</span>
        )}
      </div>
    </Field>
  );
}
