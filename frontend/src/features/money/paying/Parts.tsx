import { Button } from "@mantine/core";
import { useState } from "react";
import { getLanguage, t } from "@/i18n";
import { isMore } from "@/lib/amounts";
import { exactDay } from "@/lib/dates";
import { amountText } from "@/ui/amountText";
import { later } from "@/ui/later";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./paying.module.css";
import type { Enrollment, Part } from "./queries";

const TakePartPanel = later(async () => (await import("./TakePartPanel")).TakePartPanel);

/** The price part by part: when each is due, and what is paid of it. */
export function Parts({ enrollment }: { enrollment: Enrollment }) {
  const [taking, setTaking] = useState<Part | null>(null);
  const { installments: parts, currency } = enrollment;
  if (parts.length === 0) return null;
  return (
    <>
      <ul className={classes.list} aria-label={t("payments.parts")}>
        {parts.map((part) => (
          <li key={part.id} className={classes.line}>
            <div className={classes.grow}>
              {exactDay(part.due_date, getLanguage())}
              <div className={classes.quiet}>
                {t("payments.part", {
                  amount: amountText(part.amount, currency),
                  paid: amountText(part.paid, currency),
                })}
              </div>
            </div>
            {stateOf(part)}
            {!enrollment.refusals.receive && isMore(part.amount, part.paid) && (
              <Button variant="default" size="compact-sm" onClick={() => setTaking(part)}>
                {t("payments.takePart")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {taking && (
        <TakePartPanel enrollment={enrollment} part={taking} onClose={() => setTaking(null)} />
      )}
    </>
  );
}

function stateOf(part: Part) {
  if (!isMore(part.amount, part.paid))
    return <StatusDot color="green">{t("payments.partPaid")}</StatusDot>;
  if (part.is_overdue) return <StatusDot color="red">{t("payments.partOverdue")}</StatusDot>;
  return null;
}
