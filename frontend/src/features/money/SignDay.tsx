import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ListEntry } from "@/api/reference";
import { t } from "@/i18n";
import { isSome, minus, readAmount } from "@/lib/amounts";
import { useDraft } from "@/lib/drafts";
import { wayText } from "@/ui/entryText";
import { later } from "@/ui/later";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./cash.module.css";
import { CashLines } from "./CashLines";
import type { CashLine, CashReport } from "./cashQueries";

const Signing = later(async () => (await import("./Signing")).Signing);

interface Props {
  report: CashReport;
  methods: readonly ListEntry[];
}

export type Counted = Record<string, string>;

/** Count each way to pay, explain what differs, and sign. */
export function SignDay({ report, methods }: Props) {
  const [counted, setCounted, forget] = useDraft<Counted>(
    `cash.${report.campus?.id}.${report.day}`,
    {},
  );
  const [asking, setAsking] = useState(false);
  const difference = ({ method, expected }: CashLine) => {
    const read = readAmount(counted[method] ?? "");
    return read === null ? null : minus(read, expected);
  };
  const missing = report.lines.some((line) => difference(line) === null);
  const asExpected = () =>
    setCounted(Object.fromEntries(report.lines.map((line) => [line.method, line.expected])));
  return (
    <>
      {report.lines.length > 0 && (
        <CashLines
          report={report}
          methods={methods}
          difference={difference}
          counted={({ method }) => (
            <TextInput
              size="xs"
              className={classes.input ?? ""}
              inputMode="decimal"
              aria-label={t("money.cash.countedOf", { method: wayText(method, methods) })}
              value={counted[method] ?? ""}
              onChange={(event) => setCounted({ ...counted, [method]: event.currentTarget.value })}
            />
          )}
        />
      )}
      <div className={classes.sign}>
        {missing && (
          <Button variant="default" onClick={asExpected}>
            {t("money.cash.asExpected")}
          </Button>
        )}
        <RefusableButton
          // Nothing to count: hardly what one came for.
          variant={report.lines.length > 0 ? "filled" : "default"}
          disabledReason={missing ? t("money.cash.countFirst") : undefined}
          onClick={() => setAsking(true)}
        >
          {t("money.cash.sign")}
        </RefusableButton>
      </div>
      {asking && (
        <Signing
          report={report}
          counted={counted}
          apart={report.lines.some((line) => isSome((difference(line) ?? "0").replace("-", "")))}
          onClose={() => setAsking(false)}
          onDone={forget}
        />
      )}
    </>
  );
}
