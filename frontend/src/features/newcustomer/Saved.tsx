import { Button } from "@mantine/core";
import { CircleCheck } from "lucide-react";
import { t } from "@/i18n";
import classes from "./NewCustomer.module.css";
import type { Customer } from "./queries";

interface Props {
  customer: Customer;
  onOpen: (id: number) => void;
  onLog: (customer: Customer) => void;
  onAnother: () => void;
}

/** It is done; what usually comes next is one tap away. */
export function Saved({ customer, onOpen, onLog, onAnother }: Props) {
  const name = customer.name || t("newcustomer.somebody");
  return (
    <div className={classes.saved} role="status">
      <CircleCheck size={36} className={classes.goodIcon} aria-hidden />
      <h2 className={classes.savedTitle}>
        {customer.owner
          ? t("newcustomer.savedHeld", { name })
          : t("newcustomer.savedPool", { name })}
      </h2>
      <p className={classes.quiet}>{t("newcustomer.savedHint")}</p>
      <div className={classes.savedActions}>
        {!customer.refusals.log_follow_up && (
          <Button onClick={() => onLog(customer)}>{t("newcustomer.log")}</Button>
        )}
        <Button variant="default" onClick={() => onOpen(customer.id)}>
          {t("newcustomer.openCustomer", { name })}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t("newcustomer.another")}
        </Button>
      </div>
    </div>
  );
}
