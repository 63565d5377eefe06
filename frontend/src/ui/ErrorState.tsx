import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { errorText } from "./errorText";
import classes from "./State.module.css";

// Asking again changes nothing, and there is nothing to look up.
const REFUSED = [403, 404];

interface Props {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

export function ErrorState({ error, onRetry }: Props) {
  const refused = isProblem(error) && REFUSED.includes(error.status);
  const requestId = isProblem(error) && !refused ? error.requestId : null;
  return (
    <div className={classes.state} role="alert">
      <p className={classes.title}>{t("ui.errorTitle")}</p>
      <p className={classes.hint}>{errorText(error)}</p>
      {onRetry && !refused && (
        <div className={classes.action}>
          <Button variant="default" onClick={onRetry}>
            {t("ui.retry")}
          </Button>
        </div>
      )}
      {requestId && <p className={classes.request}>{t("ui.requestId", { id: requestId })}</p>}
    </div>
  );
}
