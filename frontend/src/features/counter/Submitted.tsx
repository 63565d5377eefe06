import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import classes from "./counter.module.css";
import { useSubmitted } from "./queries";

/** What sellers have handed in already: taken at the counter too, it would be paid twice. */
export function Submitted({ enrollments }: { enrollments: number[] }) {
  const { data: waiting = [] } = useSubmitted(enrollments);
  return waiting.map((payment) => (
    <p key={payment.id} className={classes.unsure}>
      {t("counter.submitted", {
        amount: amountText(payment.amount, payment.currency),
        name: payment.customer.name || t("payments.unnamed"),
        by: payment.submitted_by?.name ?? "",
      })}{" "}
      <Link to={paths.payment(payment.id)}>{t("counter.lookAtIt")}</Link>
    </p>
  ));
}
