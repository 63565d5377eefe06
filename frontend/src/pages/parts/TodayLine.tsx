import { Anchor, Button } from "@mantine/core";
import {
  CustomerCard,
  CustomerName,
  type CustomerRow,
  LastWords,
  NextStep,
  StatusMark,
  useCommands,
} from "@/features/customers";
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
      <NextStep {...customer} />
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
