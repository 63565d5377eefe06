import { Button } from "@mantine/core";
import { getLanguage, t } from "@/i18n";
import { saveFile } from "@/lib/saveFile";
import { refusalText } from "@/ui/errorText";
import { KeyHint } from "@/ui/KeyHint";
import { notifyError } from "@/ui/notify";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./money.module.css";
import { fetchReceipt, type Payment, type Step } from "./queries";
import { firstStep, isOffered, stepsOf, verbOf } from "./words";

/** What else the page around it can do with the payment. */
export interface Other {
  label: string;
  refusal: Payment["refusals"]["edit"];
  onAsk: () => void;
}

interface Props {
  payment: Payment;
  others: readonly Other[];
  onStep: (step: Step) => void;
  /** Whether there is room to say the keys. */
  keys: boolean;
}

/** What can be done with a payment; what is refused says why beside its button. */
export function PaymentActions({ payment, others, onStep, keys }: Props) {
  const steps = stepsOf(payment);
  const first = firstStep(payment);
  const keyOf = (step: Step) => ({ [first]: "C", reject: "X" })[step as string];
  const offered = others.filter(({ refusal }) => isOffered(refusal));
  if (steps.length + offered.length === 0 && payment.receipt === null) return null;
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
      {offered.map(({ label, refusal, onAsk }) => (
        <RefusableButton
          key={label}
          variant="default"
          disabledReason={refusalText(refusal)}
          onClick={onAsk}
        >
          {label}
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
