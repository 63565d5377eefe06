import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { paths } from "@/lib/paths";
import { PhoneLink } from "@/ui/PhoneLink";
import { Countdown } from "./Countdown";
import { CustomerName } from "./CustomerName";
import classes from "./customers.module.css";
import { Holder } from "./Holder";
import { LastWords } from "./LastWords";
import { NextStep } from "./NextStep";
import { StatusMark } from "./StatusMark";
import type { CustomerRow } from "./types";

interface Props<Row> {
  customer: Row;
  owner?: boolean;
  action: ReactNode;
  menu?: ReactNode;
  onCall: (row: Row) => void;
}

/** The same row for a thumb: name and number first, then what to do next. */
export function CustomerCard<Row extends CustomerRow>(props: Props<Row>) {
  const { customer, owner = false, action, menu, onCall } = props;
  return (
    <div className={classes.card}>
      <div className={classes.line}>
        <Anchor
          component={Link}
          to={paths.customer(customer.id)}
          c="inherit"
          underline="never"
          className={classes.cardName ?? ""}
        >
          <CustomerName customer={customer} />
        </Anchor>
        <StatusMark status={customer.status} />
        {menu}
      </div>
      <div className={classes.cardWords}>
        <LastWords {...customer} />
      </div>
      <div className={classes.line}>
        <span className={classes.cardFacts}>
          <PhoneLink
            phone={customer.phone}
            masked={customer.contact_masked}
            onCall={() => onCall(customer)}
          />
          {owner && <Holder {...customer} />}
          {customer.owner && <NextStep {...customer} />}
          <Countdown {...customer} />
        </span>
        {action}
      </div>
    </div>
  );
}
