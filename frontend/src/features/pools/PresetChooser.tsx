import { Button, Group, Skeleton } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { ErrorState } from "@/ui/ErrorState";
import { wholeErrorText } from "@/ui/errorText";
import { notify } from "@/ui/notify";
import { PresetCards } from "./PresetCards";
import classes from "./pools.module.css";
import { type Pool, type Preset, usePools, usePresets, useSavePool } from "./queries";
import { presetOf } from "./sentences";

interface Props {
  onDone: (pool: Pool) => void;
  onCancel?: (() => void) | undefined;
  submitLabel?: string;
}

const FIRST: Preset["code"] = "balanced";

/** The school's first decision about its pool: one of three policies for everybody's pool. */
export function PresetChooser(props: Props) {
  const pools = usePools();
  const presets = usePresets();
  const failed = pools.error ?? presets.error;
  const pool = pools.data?.find(({ is_default }) => is_default);
  if (failed) {
    const again = () => void Promise.all([pools.refetch(), presets.refetch()]);
    return <ErrorState error={failed} onRetry={again} />;
  }
  if (!pool || !presets.data) return <Skeleton height={260} />;
  return <Chooser {...props} pool={pool} presets={presets.data} />;
}

interface ChooserProps extends Props {
  pool: Pool;
  presets: readonly Preset[];
}

function Chooser({ pool, presets, onDone, onCancel, submitLabel }: ChooserProps) {
  const save = useSavePool();
  const [code, setCode] = useState(() => presetOf(pool, presets) ?? FIRST);
  function use() {
    const chosen = presets.find((each) => each.code === code);
    if (!chosen) return;
    const edited = { id: pool.id, version: pool.version, changes: chosen.fields };
    save.mutate(
      { fields: { name: pool.name }, edited },
      {
        onSuccess: (saved) => {
          notify(t("admin.pool.preset.used"));
          onDone(saved);
        },
      },
    );
  }
  return (
    <div className={classes.chooser}>
      <PresetCards
        presets={presets}
        value={code}
        onChoose={(preset) => setCode(preset.code)}
        withRules
      />
      {save.error && (
        <p className={classes.error} role="alert">
          {wholeErrorText(save.error)}
        </p>
      )}
      <Group justify="flex-end">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t("ui.cancel")}
          </Button>
        )}
        <Button loading={save.isPending} onClick={use}>
          {submitLabel ?? t("admin.pool.preset.use")}
        </Button>
      </Group>
    </div>
  );
}
