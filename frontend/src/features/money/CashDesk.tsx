import { Skeleton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useWays } from "@/api/reference";
import { t, useLanguage } from "@/i18n";
import { exact, exactDay } from "@/lib/dates";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { refusalText } from "@/ui/errorText";
import { later } from "@/ui/later";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./cash.module.css";
import { CashLines } from "./CashLines";
import { type CashReport, useCashReport } from "./cashQueries";

const SignDay = later(async () => (await import("./SignDay")).SignDay);

interface Props {
  campus: number;
  day: string;
  /** What stands below: not before the first day is there, or it would be pushed down. */
  children: ReactNode;
}

/** A campus's day of money: as it stands, or as it was signed. */
export function CashDesk({ campus, day, children }: Props) {
  const { data: report, error, refetch } = useCashReport(campus, day);
  const [begun, setBegun] = useState(false);
  if (!begun && (report ?? error)) setBegun(true);
  return (
    <>
      {report ? (
        <section aria-labelledby="cash-day" className={classes.desk}>
          <Heading report={report} />
          <Lines report={report} />
        </section>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={220} aria-label={t("ui.loading")} />
      )}
      {begun && children}
    </>
  );
}

function Heading({ report }: { report: CashReport }) {
  const language = useLanguage();
  return (
    <div className={classes.heading}>
      <h2 id="cash-day" className={classes.title}>
        {report.campus?.name} · {exactDay(report.day, language)}
      </h2>
      <StatusDot color={report.signed_at ? "green" : "amber"}>
        {report.signed_at && report.signed_by
          ? t("money.cash.signedBy", {
              name: report.signed_by.name,
              at: exact(report.signed_at, language),
            })
          : t("money.cash.unsigned")}
      </StatusDot>
    </div>
  );
}

function Lines({ report }: { report: CashReport }) {
  const methods = useWays();
  const refusal = report.refusals.sign;
  const none = report.lines.length === 0;
  return (
    <>
      {none && <EmptyState title={t("money.cash.nothing")} hint={t("money.cash.nothingHint")} />}
      {report.signed_at || refusal ? (
        <>
          {!none && <CashLines report={report} methods={methods} />}
          {report.note && (
            <p className={classes.note}>
              {t("payments.note")}: {report.note}
            </p>
          )}
          {!report.signed_at && refusal && (
            <p className={classes.refused} role="note">
              {refusalText(refusal)}
            </p>
          )}
        </>
      ) : (
        <SignDay key={`${report.campus?.id} ${report.day}`} report={report} methods={methods} />
      )}
    </>
  );
}
