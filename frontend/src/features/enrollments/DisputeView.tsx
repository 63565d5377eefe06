import { Anchor, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { getLanguage, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { ErrorState } from "@/ui/ErrorState";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { later } from "@/ui/later";
import { type Dispute, useDispute } from "./credit";
import credit from "./credit.module.css";
import classes from "./enrollments.module.css";
import { NOISE } from "./words";

const DecideDispute = later(async () => (await import("./DecideDispute")).DecideDispute);

interface Props {
  id: number;
  /** What is known of the customer: spells, contacts and inquiries. */
  ledger: (customer: number) => ReactNode;
}

/** What somebody says about a sale, with what happened beside it, and the decision. */
export function DisputeView({ id, ledger }: Props) {
  const { data: dispute, error, refetch } = useDispute(id);
  if (!dispute && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!dispute) return <Skeleton height={320} aria-label={t("ui.loading")} />;
  return (
    <div className={classes.view}>
      <div className={classes.columns}>
        <section aria-labelledby="dispute-said">
          <h2 id="dispute-said" className={classes.title}>
            {t("enrollments.sale.says", { name: dispute.raised_by.name })}
          </h2>
          <Said dispute={dispute} />
          <Decision dispute={dispute} />
        </section>
        <section aria-labelledby="dispute-ledger">
          <h2 id="dispute-ledger" className={classes.title}>
            {t("enrollments.sale.happened")}
          </h2>
          {ledger(dispute.customer)}
        </section>
      </div>
    </div>
  );
}

function Said({ dispute }: { dispute: Dispute }) {
  const { enrollment } = dispute;
  const { class_group: group } = enrollment;
  return (
    <>
      <Field label={t("enrollments.sale.claimed")}>{dispute.claim || "–"}</Field>
      <Field label={t("enrollments.sale.since")}>{exact(dispute.raised_at, getLanguage())}</Field>
      <Field label={t("enrollments.customer")}>
        <Anchor component={Link} to={paths.customer(dispute.customer)}>
          {enrollment.customer.name || t("enrollments.unnamed")}
        </Anchor>
      </Field>
      <Field label={t("enrollments.sale.which")}>
        <Anchor component={Link} to={paths.enrollment(enrollment.id)}>
          {[group.code, group.course.name].join(" · ")}
        </Anchor>
      </Field>
      <Field label={t("enrollments.net")}>
        {amountText(enrollment.net_price, enrollment.currency)}
      </Field>
      {enrollment.submitted_at && (
        <Field label={t("enrollments.submitted")}>
          {exact(enrollment.submitted_at, getLanguage())}
        </Field>
      )}
      {dispute.shares.map(({ employee, percent }) => (
        <Field key={employee.id} label={t("enrollments.credit")}>
          {`${employee.name} · ${percent} %`}
        </Field>
      ))}
    </>
  );
}

function Decision({ dispute }: { dispute: Dispute }) {
  const refusal = dispute.refusals.decide;
  if (dispute.state === "open") {
    if (!refusal) return <DecideDispute dispute={dispute} />;
    if (NOISE.includes(refusal.code))
      return <p className={credit.quiet}>{t("enrollments.sale.waits")}</p>;
    return <p className={credit.quiet}>{refusalText(refusal)}</p>;
  }
  return (
    <Field label={t(`enrollments.sale.disputeState.${dispute.state}`)}>
      <div>
        <div>{dispute.decision_note || "–"}</div>
        {dispute.decided_at && (
          <div className={credit.quiet}>
            {[exact(dispute.decided_at, getLanguage()), dispute.decided_by?.name].join(" · ")}
          </div>
        )}
      </div>
    </Field>
  );
}
