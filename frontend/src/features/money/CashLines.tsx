import type { ReactNode } from "react";
import type { ListEntry } from "@/api/reference";
import { t } from "@/i18n";
import { isSome, sum } from "@/lib/amounts";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { wayText } from "@/ui/entryText";
import { ListLink } from "@/ui/ListLink";
import { NumberTable } from "@/ui/NumberTable";
import classes from "./cash.module.css";
import type { CashLine, CashReport } from "./cashQueries";

interface Props {
  report: CashReport;
  methods: readonly ListEntry[];
  /** Where a day is being signed, the input of a line; else what was counted. */
  counted?: (line: CashLine) => ReactNode;
  /** The same of the difference; null while there is none to tell. */
  difference?: (line: CashLine) => string | null;
}

/** One line a way to pay; the number of rows opens them. */
export function CashLines({ report, methods, counted, difference }: Props) {
  const { currency, lines } = report;
  const amount = (text: string | null) => (text === null ? "–" : amountText(text, currency));
  const total = (of: "received" | "refunded" | "reversed") =>
    amount(sum(lines.map((line) => line[of])));
  const apart = difference ?? ((line: CashLine) => line.difference);
  return (
    <NumberTable className={classes.lines}>
      <caption className={classes.hidden}>{t("money.cash.byMethod")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("payments.method")}</th>
          <th scope="col">{t("money.cash.rows")}</th>
          <th scope="col">{t("money.cash.received")}</th>
          <th scope="col">{t("money.cash.refunded")}</th>
          <th scope="col">{t("money.cash.reversed")}</th>
          <th scope="col">{t("money.cash.expected")}</th>
          <th scope="col">{t("money.cash.counted")}</th>
          <th scope="col">{t("money.cash.difference")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.method}>
            <th scope="row">{wayText(line.method, methods)}</th>
            <Cell label={t("money.cash.rows")}>
              <Rows report={report} line={line} methods={methods} />
            </Cell>
            <Cell label={t("money.cash.received")}>{amount(line.received)}</Cell>
            <Cell label={t("money.cash.refunded")}>{amount(line.refunded)}</Cell>
            <Cell label={t("money.cash.reversed")}>{amount(line.reversed)}</Cell>
            <Cell label={t("money.cash.expected")}>{amount(line.expected)}</Cell>
            <Cell label={t("money.cash.counted")}>
              {counted ? counted(line) : amount(line.counted)}
            </Cell>
            <Cell label={t("money.cash.difference")} bad={isApart(apart(line))}>
              {amount(apart(line))}
            </Cell>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("money.cash.total")}</th>
          <Cell label={t("money.cash.rows")}>
            {lines.reduce((all, { payments }) => all + payments, 0)}
          </Cell>
          <Cell label={t("money.cash.received")}>{total("received")}</Cell>
          <Cell label={t("money.cash.refunded")}>{total("refunded")}</Cell>
          <Cell label={t("money.cash.reversed")}>{total("reversed")}</Cell>
          <Cell label={t("money.cash.expected")}>{amount(report.total)}</Cell>
          <td aria-hidden />
          <td aria-hidden />
        </tr>
      </tfoot>
    </NumberTable>
  );
}

const isApart = (difference: string | null) =>
  difference !== null && isSome(difference.replace("-", ""));

/** On a phone a line is a card, and its cells say what they are. */
function Cell({ label, bad, children }: { label: string; bad?: boolean; children: ReactNode }) {
  return (
    <td data-label={label} data-bad={bad ?? false}>
      {children}
    </td>
  );
}

interface RowsProps {
  report: CashReport;
  line: CashLine;
  methods: readonly ListEntry[];
}

function Rows({ report, line, methods }: RowsProps) {
  const method = methods.find(({ code }) => code === line.method);
  if (!method) return line.payments;
  return (
    <ListLink
      to={paths.payments()}
      filters={{
        view: "all",
        campus: String(report.campus?.id ?? ""),
        method: String(method.id),
        confirmed_from: report.begins_at,
        confirmed_to: report.ends_at,
        ordering: "-confirmed_at",
      }}
      aria-label={t("money.cash.showRows", {
        count: line.payments,
        method: wayText(line.method, methods),
      })}
    >
      {line.payments}
    </ListLink>
  );
}
