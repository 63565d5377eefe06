import { Progress, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { Check } from "lucide-react";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import classes from "./setup.module.css";
import { STEPS, type WizardStep } from "./steps";

interface Props {
  current: WizardStep;
  done: (step: WizardStep) => boolean;
  /** Where one may go from here. */
  open: (step: WizardStep) => boolean;
  onStep: (step: WizardStep) => void;
}

/** How far it is: all steps beside the form; on a phone one line above it. */
export function Stepper(props: Props) {
  return useIsPhone() ? <Line current={props.current} /> : <List {...props} />;
}

function Line({ current }: Pick<Props, "current">) {
  const step = STEPS.indexOf(current) + 1;
  const text = t("setup.progress", { step, all: STEPS.length });
  return (
    <div className={classes.line}>
      <span className={classes.quiet}>{text}</span>
      <Progress value={(100 * step) / STEPS.length} size="sm" aria-label={text} />
    </div>
  );
}

function List({ current, done, open, onStep }: Props) {
  return (
    <nav aria-label={t("setup.steps")}>
      <ol className={classes.steps}>
        {STEPS.map((step, index) => (
          <li key={step}>
            <UnstyledButton
              className={classes.step ?? ""}
              aria-current={step === current ? "step" : undefined}
              data-done={done(step)}
              disabled={step !== current && !open(step)}
              onClick={() => onStep(step)}
            >
              <span className={classes.mark} aria-hidden>
                {done(step) ? <Check size={14} /> : index + 1}
              </span>
              {t(`setup.step.${step}`)}
              {done(step) && <VisuallyHidden>({t("setup.done")})</VisuallyHidden>}
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
