import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { later } from "@/ui/later";
import { wholeErrorText } from "@/ui/errorText";
import { Part } from "./PoolFields";
import classes from "./pools.module.css";
import type { Pool } from "./queries";
import type { TrialState } from "./useTrial";

const TrialResult = later(async () => (await import("./TrialResult")).TrialResult);

interface Props {
  pool: Pool;
  trial: TrialState;
}

/** What the rules above would do to the customers who are held now, before anything is saved. */
export function TryOut({ pool, trial }: Props) {
  return (
    <Part title={t("admin.pool.trial.title")} hint={t("admin.pool.trial.hint")}>
      <div>
        <Button
          variant="default"
          loading={trial.isPending}
          onClick={() => {
            void trial.again();
          }}
        >
          {t("admin.pool.trial.verb")}
        </Button>
      </div>
      <div role="status">
        {trial.isOld && <p className={classes.hint}>{t("admin.pool.trial.old")}</p>}
        {trial.error && <p className={classes.error}>{wholeErrorText(trial.error)}</p>}
        {trial.found && <TrialResult pool={pool} found={trial.found} rules={trial.rules} />}
      </div>
    </Part>
  );
}
