import type { Customer } from "@/features/customers/types";
import { t } from "@/i18n";
import { Tabs } from "@/ui/Tabs";
import { Details } from "./Details";
import classes from "./detail.module.css";
import { Ownership } from "./Ownership";
import type { Slots } from "./slots";
import { Summary } from "./Summary";
import { Timeline } from "./Timeline";

interface Props {
  customer: Customer;
  slots: Slots;
}

/** In a drawer and on a phone: the summary, and the rest in tabs. */
export function CustomerView({ customer, slots }: Props) {
  return (
    <div className={classes.view}>
      <Summary customer={customer} />
      {slots.merges(customer)}
      {customer.owner && slots.plans(customer)}
      <Tabs
        label={t("customers.view.tabs")}
        tabs={[
          timelineTab({ customer, slots }),
          {
            id: "details",
            label: t("customers.view.details"),
            content: <Details customer={customer} />,
          },
          schoolTab({ customer, slots }),
          ownershipTab(customer),
        ]}
      />
    </div>
  );
}

/** On a wide page: what happened on the left, who they are beside it. */
export function WideCustomerView({ customer, slots }: Props) {
  return (
    <div className={classes.wide}>
      <div className={classes.left}>
        <Tabs
          label={t("customers.view.tabs")}
          tabs={[
            timelineTab({ customer, slots }),
            schoolTab({ customer, slots }),
            ownershipTab(customer),
          ]}
        />
      </div>
      <aside className={classes.right} aria-label={t("customers.view.details")}>
        <Summary customer={customer} />
        {slots.merges(customer)}
        {customer.owner && slots.plans(customer)}
        <Details customer={customer} />
      </aside>
    </div>
  );
}

const timelineTab = (props: Props) => ({
  id: "timeline",
  label: t("customers.view.timeline"),
  content: <Timeline {...props} />,
});

const schoolTab = ({ customer, slots }: Props) => ({
  id: "school",
  label: t("customers.view.school"),
  content: slots.school(customer),
});

const ownershipTab = (customer: Customer) => ({
  id: "ownership",
  label: t("customers.view.history"),
  content: <Ownership customer={customer} />,
});
