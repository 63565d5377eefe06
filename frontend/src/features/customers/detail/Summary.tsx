import { Button } from "@mantine/core";
import { Holder } from "@/features/customers/Holder";
import { useCommands } from "@/features/customers/commands/context";
import { LastWords } from "@/features/customers/LastWords";
import { GoingBack } from "./GoingBack";
import { NextStep } from "@/features/customers/NextStep";
import type { Customer } from "@/features/customers/types";
import { getLanguage, t } from "@/i18n";
import { relative } from "@/lib/dates";
import { Field } from "@/ui/Field";
import { PhoneLink } from "@/ui/PhoneLink";
import classes from "./detail.module.css";
import { labelOfField } from "./fields";
import { MemberLink } from "./Household";
import { later } from "@/ui/later";
import { opensMenu, statusLook } from "./statusLook";

const StatusMenu = later(async () => (await import("./StatusMenu")).StatusMenu, ComingStatus);

function ComingStatus({ customer, onAsk }: { customer: Customer; onAsk: () => void }) {
  const movable = !customer.refusals.change_status;
  return (
    <Button
      {...statusLook(customer)}
      rightSection={movable ? opensMenu : undefined}
      onClick={onAsk}
    />
  );
}

/** What one must know before the phone rings: status, number, household, next step. */
export function Summary({ customer }: { customer: Customer }) {
  const { log } = useCommands();
  const { guardian, students } = customer;
  return (
    <div className={classes.summary}>
      {customer.anonymised_at && (
        <p className={classes.alert} role="status">
          {t("customers.view.removed", { when: relative(customer.anonymised_at, getLanguage()) })}
        </p>
      )}
      {customer.deleted_at && !customer.anonymised_at && (
        <p className={classes.alert} role="status">
          {t("customers.restore.banner", { when: relative(customer.deleted_at, getLanguage()) })}
        </p>
      )}
      <div className={classes.summaryTop}>
        <StatusMenu customer={customer} />
        <span className={classes.phone}>
          <PhoneLink
            phone={customer.phone}
            masked={customer.contact_masked}
            onCall={() => log(customer)}
          />
        </span>
        <Holder {...customer} />
      </div>
      <Field label={labelOfField("next_follow_up_at")}>
        {customer.next_follow_up_at ? (
          <NextStep {...customer} />
        ) : (
          <span className={classes.quiet}>
            {customer.owner ? t("customers.view.noNext") : t("customers.view.noOwnerNext")}
          </span>
        )}
      </Field>
      <GoingBack customer={customer} />
      <Field label={labelOfField("last_contact_at")}>
        <span className={classes.lastWords}>
          <LastWords {...customer} />
        </span>
      </Field>
      {(guardian ?? students.length > 0) && (
        <Field label={t("customers.view.household")}>
          <span className={classes.members}>
            {[...(guardian ? [guardian] : []), ...students].map((member) => (
              <span key={member.id} className={classes.member}>
                <MemberLink member={member} />
                {member.phone && (
                  <PhoneLink
                    phone={member.phone}
                    masked={customer.contact_masked}
                    onCall={() => log(customer)}
                  />
                )}
              </span>
            ))}
          </span>
        </Field>
      )}
    </div>
  );
}
