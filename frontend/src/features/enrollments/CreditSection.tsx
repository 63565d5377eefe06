import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { getLanguage, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { later } from "@/ui/later";
import { RefusableButton } from "@/ui/RefusableButton";
import { type Credit, type SharePercent, useCredit } from "./credit";
import credit from "./credit.module.css";
import classes from "./enrollments.module.css";
import type { Enrollment } from "./queries";
import { NOISE } from "./words";

const SharesDialog = later(async () => (await import("./SharesDialog")).SharesDialog);
const ClaimDialog = later(async () => (await import("./ClaimDialog")).ClaimDialog);

type Opened = "shares" | "claim" | null;

/** Who is credited, what a refund took back of it, how it changed, and what is disputed. */
export function CreditSection({ enrollment }: { enrollment: Enrollment }) {
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const amount = (text: string) => amountText(text, enrollment.currency);
  if (enrollment.state === "draft") return null;
  return (
    <section aria-labelledby="enrollment-credit">
      <h2 id="enrollment-credit" className={classes.title}>
        {t("enrollments.credit")}
      </h2>
      {enrollment.credit_shares.map((share) => (
        <Field key={share.employee.id} label={share.employee.name}>
          {`${share.percent} % · ${amount(share.amount)}`}
          {Number(share.clawed_back) > 0 &&
            ` · ${t("enrollments.sale.clawedBack", { amount: amount(share.clawed_back) })}`}
        </Field>
      ))}
      <Actions enrollment={enrollment} onOpen={setOpened} />
      <Ledger id={enrollment.id} />
      {opened === "shares" && <SharesDialog enrollment={enrollment} onClose={close} />}
      {opened === "claim" && <ClaimDialog enrollment={enrollment} onClose={close} />}
    </section>
  );
}

interface ActionsProps {
  enrollment: Enrollment;
  onOpen: (opened: Opened) => void;
}

function Actions({ enrollment: { refusals }, onOpen }: ActionsProps) {
  const shown = [
    ["shares", refusals.credit, t("enrollments.sale.change")],
    ["claim", refusals.dispute, t("enrollments.sale.claim")],
  ] as const;
  return (
    <div className={credit.actions}>
      {shown.map(
        ([what, refusal, text]) =>
          !NOISE.includes(refusal?.code ?? "") && (
            <RefusableButton
              key={what}
              variant="default"
              size="compact-sm"
              disabledReason={refusalText(refusal)}
              onClick={() => onOpen(what)}
            >
              {text}
            </RefusableButton>
          ),
      )}
    </div>
  );
}

function Ledger({ id }: { id: number }) {
  const found = useCredit(id).data;
  if (!found) return null;
  return (
    <ul className={credit.changes} aria-label={t("enrollments.sale.ledger")}>
      {found.disputes.map((dispute) => (
        <Disputed key={dispute.id} dispute={dispute} />
      ))}
      {found.changes.map((change) => (
        <Changed key={change.id} change={change} />
      ))}
    </ul>
  );
}

function Disputed({ dispute }: { dispute: Credit["disputes"][number] }) {
  return (
    <li className={credit.change}>
      <Anchor component={Link} to={paths.dispute(dispute.id)}>
        {t("enrollments.sale.says", { name: dispute.raised_by.name })}
      </Anchor>
      <p className={credit.quiet}>
        {exact(dispute.raised_at, getLanguage())} ·{" "}
        {t(`enrollments.sale.disputeState.${dispute.state}`)}
      </p>
    </li>
  );
}

function Changed({ change }: { change: Credit["changes"][number] }) {
  const text = (shares: readonly SharePercent[]) =>
    shares.map(({ employee, percent }) => `${employee.name} ${percent} %`).join(", ") || "–";
  return (
    <li className={credit.change}>
      <p>
        {text(change.before)} → {text(change.after)}
      </p>
      {change.note && <p>{change.note}</p>}
      <p className={credit.quiet}>
        {exact(change.changed_at, getLanguage())} · {change.changed_by.name}
      </p>
    </li>
  );
}
