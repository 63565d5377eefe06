import { Button, Progress } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { say, t } from "@/i18n";
import { paths } from "@/lib/paths";
import { refusalText } from "@/ui/errorText";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./imports.module.css";
import { type Import, isBusy, type Run, useRun } from "./queries";
import { number, stateText } from "./words";

interface Props {
  batch: Import;
  /** A change is on its way: the run must not overtake it. */
  settling: boolean;
}

/** What happens next, always in sight: check, commit naming the consequence, progress, result. */
export function RunBar({ batch, settling }: Props) {
  const run = useRun(batch.id);
  const refused = {
    "dry-run": refusalText(batch.refusals.change),
    commit: refusalText(batch.refusals.commit),
  };
  if (isBusy(batch)) return <Running batch={batch} />;
  const button = (what: Run, text: string, options: { primary: boolean; reason?: string }) => (
    <RefusableButton
      variant={options.primary ? "filled" : "default"}
      loading={run.isPending || settling}
      disabledReason={refused[what] ?? options.reason}
      onClick={() => run.mutate(what)}
    >
      {text}
    </RefusableButton>
  );
  const { state, counts } = batch;
  if (state === "committed") return <Committed batch={batch} />;
  if (state === "failed") {
    return (
      <Bar title={t("imports.failed")} hint={failureText(batch)}>
        {button("dry-run", t("imports.checkAgain"), { primary: true })}
        {button("commit", t("imports.goOn"), { primary: false })}
      </Bar>
    );
  }
  if (!counts) {
    return (
      <Bar title={t("imports.next")} hint={refused["dry-run"] ?? t("imports.nextHint")}>
        {button("dry-run", t("imports.check"), { primary: true })}
      </Bar>
    );
  }
  const nothing = counts.new === 0 ? t("imports.nothingNew") : undefined;
  return (
    <Bar title={t("imports.ready")} hint={refused.commit ?? nothing ?? t("imports.consequence")}>
      {button("dry-run", t("imports.checkAgain"), { primary: false })}
      {button(
        "commit",
        t("imports.commit", { number: number(counts.new), pool: batch.pool.name }),
        {
          primary: true,
          ...(nothing ? { reason: nothing } : {}),
        },
      )}
    </Bar>
  );
}

function Bar({ title, hint, children }: { title: string; hint: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.bar}>
      <div className={classes.barText} role="status">
        <div className={classes.barTitle}>{title}</div>
        <div className={classes.quiet}>{hint}</div>
      </div>
      {children && <div className={classes.barButtons}>{children}</div>}
    </div>
  );
}

function Running({ batch }: { batch: Import }) {
  const { done, total } = batch.progress;
  const share = total > 0 ? (100 * done) / total : 0;
  const hint = (
    <>
      {t("imports.progress", { done: number(done), total: number(total) })}
      <Progress
        className={classes.progress ?? ""}
        value={share}
        striped
        animated={batch.state === "queued"}
        aria-label={stateText(batch)}
      />
    </>
  );
  return <Bar title={stateText(batch)} hint={hint} />;
}

function Committed({ batch }: { batch: Import }) {
  const navigate = useNavigate();
  const count = batch.counts?.new ?? 0;
  return (
    <Bar
      title={t("imports.done", { number: number(count), pool: batch.pool.name })}
      hint={t("imports.doneHint")}
    >
      <Button component={Link} to={paths.imports()} variant="default">
        {t("imports.another")}
      </Button>
      <Button onClick={() => void navigate({ href: paths.poolNewest(batch.pool.id) })}>
        {t("imports.seeInPool")}
      </Button>
    </Bar>
  );
}

function failureText({ error }: Import): string {
  if (!error) return t("errors.unknown");
  return say(`errors.${error.code}`) ?? error.detail;
}
