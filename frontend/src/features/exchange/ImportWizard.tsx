import { NativeSelect } from "@mantine/core";
import { lazy, Suspense } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { RelativeDate } from "@/ui/RelativeDate";
import { Fate } from "./Fate";
import classes from "./imports.module.css";
import { Mapping } from "./Mapping";
import {
  type Change,
  type Import,
  useChangeImport,
  useNewsOf,
  usePools,
  type Verdict,
  VERDICTS,
} from "./queries";
import { RunBar } from "./RunBar";
import { UnknownValues } from "./UnknownValues";

// Opened on demand, loaded then.
const RowsPanel = lazy(async () => ({ default: (await import("./RowsPanel")).RowsPanel }));

interface Props {
  batch: Import;
  viewer: { pools: { id: number; name: string }[]; capabilities: readonly string[] };
}

/** From a file to customers: what its columns mean, what its words mean, the rows' fate, the commit. */
export function ImportWizard({ batch, viewer }: Props) {
  useNewsOf(batch);
  const change = useChangeImport(batch.id);
  const [param, setParam] = useUrlParam("verdict");
  const verdict = VERDICTS.find((each) => each === param);
  const fixed = batch.refusals.change !== null;
  const onChange = (body: Change) => change.mutate(body);
  return (
    <div className={classes.wizard}>
      <Facts batch={batch} pools={viewer.pools} fixed={fixed} onChange={onChange} />
      {batch.counts && (
        <Fate
          counts={batch.counts}
          committed={batch.state === "committed"}
          onOpen={(opened: Verdict) => setParam(opened)}
        />
      )}
      <UnknownValues
        batch={batch}
        fixed={fixed}
        mayCreate={viewer.capabilities.includes("organization.edit")}
        onChange={onChange}
      />
      <Mapping batch={batch} fixed={fixed} onChange={onChange} />
      <RunBar batch={batch} settling={change.isPending} />
      <Suspense>
        {verdict && batch.counts && (
          <RowsPanel batch={batch} verdict={verdict} onClose={() => setParam(undefined)} />
        )}
      </Suspense>
    </div>
  );
}

interface FactsProps {
  batch: Import;
  pools: Props["viewer"]["pools"];
  fixed: boolean;
  onChange: (change: Change) => void;
}

function Facts({ batch, pools: mine, fixed, onChange }: FactsProps) {
  const pools = usePools(mine).data ?? [batch.pool];
  return (
    <div className={classes.facts}>
      <span>{t("imports.rows", { count: batch.progress.total })}</span>
      <span className={classes.quiet}>
        {t("imports.uploadedBy", { name: batch.created_by.name })}{" "}
        <RelativeDate at={batch.created_at} />
      </span>
      {fixed ? (
        <span className={classes.quiet}>{t("imports.into", { pool: batch.pool.name })}</span>
      ) : (
        <NativeSelect
          size="xs"
          aria-label={t("imports.intoPool")}
          value={String(batch.pool.id)}
          data={pools.map(({ id, name }) => ({
            value: String(id),
            label: t("imports.into", { pool: name }),
          }))}
          onChange={(event) => onChange({ pool: Number(event.currentTarget.value) })}
        />
      )}
    </div>
  );
}
