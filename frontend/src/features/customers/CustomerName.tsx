import { Users } from "lucide-react";
import { t } from "@/i18n";
import { Avatar } from "@/ui/Avatar";
import classes from "./customers.module.css";
import type { CustomerRow } from "./types";
import { nameOf } from "./words";

/** The name with the household's mark and the intent level. */
export function CustomerName({ customer, avatar = true }: { customer: Row; avatar?: boolean }) {
  return (
    <span className={classes.name}>
      {avatar && <Avatar name={nameOf(customer)} />}
      <span className={classes.nameText} data-unnamed={!customer.name}>
        {nameOf(customer)}
      </span>
      <HouseholdMark household={customer.household} />
      {customer.intent && (
        <span
          className={classes.intent}
          data-level={customer.intent}
          title={t("customers.intentShort", { level: customer.intent })}
          aria-label={t("customers.intentShort", { level: customer.intent })}
          role="img"
        >
          {customer.intent}
        </span>
      )}
    </span>
  );
}

function HouseholdMark({ household }: Pick<CustomerRow, "household">) {
  const { guardian, students } = household;
  if (!guardian && !students) return null;
  const label = guardian
    ? t("customers.list.student", { name: guardian.name || t("customers.unnamed") })
    : t("customers.list.students", { count: students });
  return (
    <span className={classes.household} title={label} aria-label={label} role="img">
      <Users size={13} aria-hidden />
      {!guardian && students}
    </span>
  );
}

type Row = Pick<CustomerRow, "name" | "household" | "intent"> &
  Partial<Pick<CustomerRow, "anonymised_at">>;
