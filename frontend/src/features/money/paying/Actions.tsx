import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { isSome, sum } from "@/lib/amounts";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { refusalText } from "@/ui/errorText";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./paying.module.css";
import { type Enrollment, useCredits } from "./queries";

export type Asked = "enter" | "back" | "credit";

interface Props {
  enrollment: Enrollment;
  onAsk: (what: Asked) => void;
}

/** What a role never does is not shown; what it may not do now says why. */
const isTheirs = (refusal: { code: string } | null) => refusal?.code !== "role_may_not";

export function Actions({ enrollment, onAsk }: Props) {
  const { pay, receive, refund } = enrollment.refusals;
  return (
    <div className={classes.actions}>
      {isTheirs(receive) && <Receive enrollment={enrollment} />}
      {isTheirs(pay) && (
        <RefusableButton
          variant="default"
          disabledReason={refusalText(pay)}
          onClick={() => onAsk("enter")}
        >
          {t("payments.enter")}
        </RefusableButton>
      )}
      {isTheirs(receive) && <UseCredit enrollment={enrollment} onAsk={onAsk} />}
      {isTheirs(refund) && isSome(enrollment.paid) && (
        <RefusableButton
          variant="default"
          disabledReason={refusalText(refund)}
          onClick={() => onAsk("back")}
        >
          {t("payments.askBack")}
        </RefusableButton>
      )}
    </div>
  );
}

function Receive({ enrollment }: { enrollment: Enrollment }) {
  const reason = refusalText(enrollment.refusals.receive);
  if (reason) {
    return (
      <RefusableButton disabledReason={reason} onClick={() => undefined}>
        {t("payments.atCounter")}
      </RefusableButton>
    );
  }
  const to = paths.counterOf(enrollment.payer.id, enrollment.id);
  return (
    <Button component={Link} to={to}>
      {t("payments.atCounter")}
    </Button>
  );
}

function UseCredit({ enrollment, onAsk }: Props) {
  const credits = useCredits(enrollment.payer.id);
  const left = sum(credits.map(({ credit_left: amount }) => amount ?? "0"));
  if (credits.length === 0 || !isSome(enrollment.balance)) return null;
  return (
    <RefusableButton
      variant="default"
      disabledReason={refusalText(enrollment.refusals.receive)}
      onClick={() => onAsk("credit")}
    >
      {t("payments.useCredit", { amount: amountText(left, enrollment.currency) })}
    </RefusableButton>
  );
}
