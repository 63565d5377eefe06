import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import type { components } from "@/api/schema.gen";
import { t, useLanguage } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { ErrorState } from "@/ui/ErrorState";
import { ListLink } from "@/ui/ListLink";
import { NumberTable } from "@/ui/NumberTable";
import classes from "./today.module.css";
import { useMoneyToday } from "./queries";

type MoneyToday = components["schemas"]["MoneyToday"];

/** What is to confirm, to pay out, to collect and to sign; every number opens its rows. */
export function FinanceToday() {
  const { data: today, error, refetch } = useMoneyToday();
  if (!today && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!today) return <Skeleton height={320} mx="var(--shoal-gutter)" w="auto" />;
  return (
    <div className={classes.today}>
      <Figures today={today} />
      <Collect rows={today.to_collect} />
      <Unsigned days={today.unsigned_days} />
    </div>
  );
}

function Figures({ today }: { today: MoneyToday }) {
  const confirm = { to: paths.payments(), filters: { view: "confirm" } };
  return (
    <ul className={classes.figures}>
      <Figure count={today.to_confirm} label={t("money.today.toConfirm")} {...confirm} />
      <Figure
        count={today.refunds_to_pay}
        label={t("money.today.toPay")}
        to={confirm.to}
        filters={{ ...confirm.filters, type: "refund" }}
      />
      <Figure
        count={today.seats_held}
        label={t("money.today.seats")}
        to={paths.counter()}
        filters={{ due: "seats" }}
      />
      <Figure
        count={today.unsigned_days.length}
        label={t("money.today.unsigned")}
        to={paths.cash()}
        filters={{ unsigned: "1" }}
      />
    </ul>
  );
}

interface FigureProps {
  count: number;
  label: string;
  to: string;
  filters: Record<string, string>;
}

function Figure({ count, label, to, filters }: FigureProps) {
  return (
    <li>
      <ListLink to={to} filters={filters} className={classes.figure}>
        <span className={classes.number} data-zero={count === 0}>
          {count}
        </span>{" "}
        <span className={classes.label}>{label}</span>
      </ListLink>
    </li>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      {children}
    </section>
  );
}

function Collect({ rows }: { rows: MoneyToday["to_collect"] }) {
  return (
    <Part title={t("money.today.collect")}>
      {rows.length === 0 ? (
        <p className={classes.quiet}>{t("money.today.nothingDue")}</p>
      ) : (
        <NumberTable>
          <thead>
            <tr>
              <th scope="col">{t("money.campus")}</th>
              <th scope="col">{t("money.today.dueToday")}</th>
              <th scope="col">{t("money.today.overdue")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.campus?.id} ${row.currency}`}>
                <th scope="row">{row.campus?.name}</th>
                <Due row={row} due="today" count={row.due_today} amount={row.due_today_amount} />
                <Due row={row} due="overdue" count={row.overdue} amount={row.overdue_amount} />
              </tr>
            ))}
          </tbody>
        </NumberTable>
      )}
    </Part>
  );
}

interface DueProps {
  row: MoneyToday["to_collect"][number];
  due: "today" | "overdue";
  count: number;
  amount: string;
}

function Due({ row, due, count, amount }: DueProps) {
  if (count === 0) return <td className={classes.quiet}>–</td>;
  const what = t(due === "today" ? "money.today.dueToday" : "money.today.overdue");
  return (
    <td data-bad={due === "overdue"}>
      <ListLink
        to={paths.counter()}
        filters={{ due, campus: String(row.campus?.id ?? "") }}
        aria-label={t("money.today.showDue", { campus: row.campus?.name ?? "", what, count })}
      >
        {count}
      </ListLink>{" "}
      <span className={classes.quiet}>· {amountText(amount, row.currency)}</span>
    </td>
  );
}

function Unsigned({ days }: { days: MoneyToday["unsigned_days"] }) {
  const language = useLanguage();
  if (days.length === 0) return null;
  return (
    <Part title={t("money.today.toSign")}>
      <ul className={classes.days}>
        {days.map((each) => (
          <li key={`${each.campus?.id} ${each.day}`}>
            <ListLink
              to={paths.cash()}
              filters={{ campus: String(each.campus?.id ?? ""), day: each.day }}
            >
              {each.campus?.name} · {exactDay(each.day, language)}
            </ListLink>
            <span className={classes.quiet}>{amountText(each.total, each.currency)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
