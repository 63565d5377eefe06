import { CloseButton, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { t } from "@/i18n";
import { ErrorState } from "@/ui/ErrorState";
import { Panel } from "@/ui/Panel";
import classes from "./money.module.css";
import { type Other, PaymentActions } from "./PaymentActions";
import { PaymentFacts } from "./PaymentFacts";
import { type Payment, paymentQuery, type Step } from "./queries";

interface Props {
  id: number;
  /** At the side of its list; else a drawer. */
  beside?: boolean;
  others?: (payment: Payment) => Other[];
  onStep: (step: Step) => void;
  onClose: () => void;
}

/** The payment that is looked at, with what can be done and why something cannot. */
export function PaymentPanel({ id, beside = false, others, onStep, onClose }: Props) {
  const { data: payment, error, refetch } = useQuery(paymentQuery(id));
  const title = t("money.one", { id });
  const content = payment ? (
    <PaymentFacts payment={payment} />
  ) : error ? (
    <ErrorState error={error} onRetry={() => void refetch()} />
  ) : (
    <Skeleton height={280} aria-label={t("ui.loading")} />
  );
  const actions = payment && (
    <PaymentActions
      payment={payment}
      others={others?.(payment) ?? []}
      onStep={onStep}
      keys={beside}
    />
  );
  if (!beside) {
    return (
      <Panel opened onClose={onClose} title={title} footer={actions}>
        {content}
      </Panel>
    );
  }
  return (
    <aside className={classes.beside} aria-label={title}>
      <header className={classes.besideTop}>
        <h2 className={classes.title}>{title}</h2>
        <CloseButton aria-label={t("ui.close")} onClick={onClose} />
      </header>
      <div className={classes.facts}>{content}</div>
      {actions && <footer className={classes.besideEnd}>{actions}</footer>}
    </aside>
  );
}
