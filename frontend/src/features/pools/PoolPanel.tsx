import { Skeleton } from "@mantine/core";
import { t } from "@/i18n";
import { ErrorState } from "@/ui/ErrorState";
import { Panel } from "@/ui/Panel";
import { PoolForm } from "./PoolForm";
import { type Pool, usePresets } from "./queries";

interface Props {
  /** Without one a new pool is made. */
  pool?: Pool | undefined;
  onClose: () => void;
}

/** The rules of one pool, to change. */
export function PoolPanel({ pool, onClose }: Props) {
  const presets = usePresets();
  const title = pool ? t("admin.pool.editTitle", { name: pool.name }) : t("admin.pool.newTitle");
  return (
    <Panel opened onClose={onClose} title={title} tall>
      {presets.data ? (
        <PoolForm key={pool?.id ?? "new"} pool={pool} presets={presets.data} onDone={onClose} />
      ) : presets.error ? (
        <ErrorState error={presets.error} onRetry={() => void presets.refetch()} />
      ) : (
        <Skeleton height={400} />
      )}
    </Panel>
  );
}
