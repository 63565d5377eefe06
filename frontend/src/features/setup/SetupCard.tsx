import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Check, Circle } from "lucide-react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { notify, notifyError } from "@/ui/notify";
import { type SetupState, useHideChecklist } from "./queries";
import classes from "./setup.module.css";

type Step = NonNullable<SetupState["steps"]>[number];

interface Props {
  steps: readonly Step[];
  next: Step["code"];
}

/** What the school still lacks, and the next step; for administrators, until it is done or put away. */
export function SetupCard({ steps, next }: Props) {
  const hide = useHideChecklist();
  const done = steps.filter((step) => step.done).length;
  return (
    <section className={classes.card} aria-labelledby="setup-card">
      <div className={classes.cardTop}>
        <h2 id="setup-card" className={classes.cardTitle}>
          {t("setup.card.title")}
        </h2>
        <p className={classes.quiet}>{t("setup.card.note", { count: done, all: steps.length })}</p>
      </div>
      <ul className={classes.cardSteps}>
        {steps.map((step) => (
          <li key={step.code} className={classes.cardStep} data-done={step.done}>
            {step.done ? <Check size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
            <Anchor component={Link} {...placeOf(step.code)} c="inherit" fz="inherit">
              {t(`setup.step.${step.code}`)}
            </Anchor>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button
          variant="subtle"
          color="gray"
          loading={hide.isPending}
          onClick={() =>
            hide.mutate(true, {
              onSuccess: () => notify(t("setup.card.hidden"), () => hide.mutate(false)),
              onError: notifyError,
            })
          }
        >
          {t("setup.card.hide")}
        </Button>
        <Button component={Link} {...placeOf(next)}>
          {t("setup.card.next", { step: t(`setup.step.${next}`) })}
        </Button>
      </div>
    </section>
  );
}

/** The school itself is no step of the wizard any more once there is an administrator. */
function placeOf(code: Step["code"]) {
  return code === "school"
    ? { to: paths.adminOf("school") }
    : { to: paths.setup(), search: { step: code } as never };
}
