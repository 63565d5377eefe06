import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Undo2 } from "lucide-react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import classes from "./money.module.css";
import { useWaitingMoney } from "./queries";

/** How many refunds wait for those who lead; nothing while none does. */
export function RefundsWaiting() {
  const count = useWaitingMoney().data?.refunds_to_approve ?? 0;
  if (count === 0) return null;
  return (
    <div className={classes.banner}>
      <Undo2 size={18} aria-hidden />
      <p>{t("money.waitingRefunds", { count })}</p>
      <Button
        component={Link}
        to={paths.payments()}
        search={{ view: "approve" } as never}
        variant="default"
        size="xs"
      >
        {t("money.toRefunds")}
      </Button>
    </div>
  );
}
