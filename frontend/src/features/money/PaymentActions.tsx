import { Button } from "@mantine/core";
import { getLanguage, t } from "@/i18n";
import { saveFile } from "@/lib/saveFile";
import { refusalText } from "@/ui/errorText";
import { KeyHint } from "@/ui/KeyHint";
import { notifyError } from "@/ui/notify";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./money.module.css";
import { fetchReceipt, type Payment, type Step } from "./queries";
import { firstStep, stepsOf, verbOf } from "./words";

interface Props {
  payment: Payment;
  onStep: (step: Step) => void;
  /** Whether there is room to say the keys. */
  keys: boolean;
}

/** What can be done with a payment; what is refused says why beside its button. */
export function PaymentActions({ payment, onStep, keys }: Props) {
  const steps = stepsOf(payment);
  const first = firstStep(payment);
  const keyOf = (step: Step) => ({ [first]: "C", reject: "X" })[step as string];
  if (steps.length === 0 && payment.receipt === null) return null;
  return (
    <div className={classes.actions}>
      {payment.receipt !== null && (
        <Button variant="default" onClick={() => void saveReceipt(payment)}>
          {t("money.print")}
        </Button>
      )}
      {steps.map((step) => (
        <RefusableButton
          key={step}
          variant={step === first ? "filled" : "default"}
          disabledReason={refusalText(payment.refusals[step])}
          showReason={step === first}
          onClick={() => onStep(step)}
          rightSection={keys && keyOf(step) && <KeyHint>{keyOf(step) ?? ""}</KeyHint>}
        >
          {t(`money.step.${verbOf(step, payment)}.verb`)}
        </RefusableButton>
      ))}
    </div>
  );
}

async function saveReceipt(payment: Payment): Promise<void> {
  try {
    saveFile(await fetchReceipt(payment.id, getLanguage()), `${payment.receipt_number}.pdf`);
  } catch (error) {
    notifyError(error);
  }
}
