import { Skeleton } from "@mantine/core";
import { useWays } from "@/api/reference";
import { getLanguage, t } from "@/i18n";
import { isSome } from "@/lib/amounts";
import { exact, exactDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { EmptyState } from "@/ui/EmptyState";
import { wayText } from "@/ui/entryText";
import { ErrorState } from "@/ui/ErrorState";
import { Field } from "@/ui/Field";
import { NameLink } from "@/ui/NameLink";
import { paymentTypeText } from "@/ui/paymentWords";
import { PrintButton } from "./PrintButton";
import { fetchStatement, type Statement, useStatement } from "./queries";
import classes from "./receipts.module.css";

/** What a household bought, what it paid and what it owes, or has in credit. */
export function StatementSheet({ customer }: { customer: number }) {
  const { data: account, error, refetch } = useStatement(customer);
  if (!account && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!account) return <Skeleton height={320} role="status" aria-label={t("ui.loading")} />;
  if (account.enrollments.length === 0)
    return (
      <EmptyState title={t("payments.nothingBought")} hint={t("payments.nothingBoughtHint")} />
    );
  return (
    <div className={classes.statement}>
      <div className={classes.head}>
        <div className={classes.grow}>
          <Field label={t("payments.payer")}>{account.payer || t("payments.unnamed")}</Field>
          <Field label={t("payments.asOf")}>{exact(account.at, getLanguage())}</Field>
        </div>
        <PrintButton fetch={() => fetchStatement(customer)} name={`statement-${customer}.pdf`} />
      </div>
      <Totals account={account} />
      <Bought account={account} />
      <Moved payments={account.payments} />
    </div>
  );
}

/** Amounts never cross currencies: a line each. */
function Totals({ account }: { account: Statement }) {
  return account.totals.map((line) => (
    <dl key={line.currency} className={classes.totals}>
      {(["price", "paid", "owed", "credit"] as const)
        .filter((what) => what !== "credit" || isSome(line.credit))
        .map((what) => (
          <div key={what}>
            <dt>{t(`payments.${what}`)}</dt>
            <dd>{amountText(line[what], line.currency)}</dd>
          </div>
        ))}
    </dl>
  ));
}

function Bought({ account }: { account: Statement }) {
  return (
    <section aria-labelledby="bought">
      <h2 id="bought" className={classes.title}>
        {t("payments.bought")}
      </h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t("payments.student")}</th>
            <th>{t("payments.class")}</th>
            <th data-end data-room>
              {t("payments.price")}
            </th>
            <th data-end data-room>
              {t("payments.paid")}
            </th>
            <th data-end>{t("payments.owed")}</th>
          </tr>
        </thead>
        <tbody>
          {account.enrollments.map((one) => (
            <tr key={one.id}>
              <td>
                <NameLink to={paths.enrollment(one.id)}>
                  {one.customer.name || t("payments.unnamed")}
                </NameLink>
              </td>
              <td>{one.class_group.code}</td>
              <td data-end data-room>
                {amountText(one.net_price, one.currency)}
              </td>
              <td data-end data-room>
                {amountText(one.paid, one.currency)}
              </td>
              <td data-end>{amountText(one.balance, one.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Moved({ payments }: { payments: Statement["payments"] }) {
  const ways = useWays();
  return (
    <section aria-labelledby="moved">
      <h2 id="moved" className={classes.title}>
        {t("payments.moved")}
      </h2>
      {payments.length === 0 && <p className={classes.quiet}>{t("payments.nothingYet")}</p>}
      <ul className={classes.lines}>
        {payments.map((row) => (
          <li key={row.id} className={classes.line}>
            <div className={classes.grow}>
              {[paymentTypeText(row.type), row.customer.name, row.class_group.code]
                .filter(Boolean)
                .join(" · ")}
              <div className={classes.quiet}>
                {[
                  row.confirmed_at && exactDay(row.confirmed_at, getLanguage()),
                  wayText(row.method, ways),
                  row.receipt_number,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </div>
            </div>
            <div className={classes.amount}>
              {amountText(row.change, row.currency)}
              {row.reversed_by !== null && (
                <span className={classes.undone}>{t("payments.reversed")}</span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
