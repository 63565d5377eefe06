import { Anchor, Button } from "@mantine/core";
// By path: the room's index brings the tables along, which Today does not show.
import { useCommands } from "@/features/customers/commands/context";
import { Countdown } from "@/features/customers/Countdown";
import { CustomerCard } from "@/features/customers/CustomerCard";
import { CustomerName } from "@/features/customers/CustomerName";
import { LastWords } from "@/features/customers/LastWords";
import { NextStep } from "@/features/customers/NextStep";
import { StatusMark } from "@/features/customers/StatusMark";
import type { CustomerRow } from "@/features/customers/types";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { PhoneLink } from "@/ui/PhoneLink";
import { CallOrLog } from "./CallOrLog";
import classes from "./TodayLine.module.css";

interface Props {
  customer: CustomerRow;
  onLog: (customer: CustomerRow) => void;
}

/** A customer's row on Today: the same parts as in every list, with the number within reach. */
export function TodayLine({ customer, onLog }: Props) {
  const phone = useIsPhone();
  const { open } = useCommands();
  if (phone) {
    return (
      <div className={classes.card}>
        <CustomerCard
          customer={customer}
          action={<CallOrLog customer={customer} onLog={onLog} />}
          onCall={onLog}
        />
      </div>
    );
  }
  return (
    <div className={classes.line}>
      <Anchor
        component="button"
        type="button"
        c="inherit"
        fz="inherit"
        underline="never"
        className={classes.name ?? ""}
        onClick={() => open(customer.id)}
      >
        <CustomerName customer={customer} />
      </Anchor>
      <StatusMark status={customer.status} />
      <PhoneLink
        phone={customer.phone}
        masked={customer.contact_masked}
        onCall={() => onLog(customer)}
      />
      <span className={classes.dates}>
        <NextStep {...customer} />
        <Countdown {...customer} />
      </span>
      <span className={classes.words}>
        <LastWords {...customer} />
      </span>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t("followups.logFor", { name: customer.name || t("customers.unnamed") })}
        onClick={() => onLog(customer)}
      >
        {t("followups.logShort")}
      </Button>
    </div>
  );
}
