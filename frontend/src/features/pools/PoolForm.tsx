import { TextInput } from "@mantine/core";
import { t } from "@/i18n";
import { clearDraft } from "@/lib/drafts";
import { FormShell } from "@/ui/FormShell";
import { later } from "@/ui/later";
import { ClaimLimits, ClockLimits, Members, Part, Sight } from "./PoolFields";
import { PresetCards } from "./PresetCards";
import type { Pool, Preset } from "./queries";
import { presetOf } from "./sentences";
import { TryOut } from "./TryOut";
import { usePoolForm } from "./usePoolForm";
import { fieldsOf, ruleValuesOf } from "./values";

const ConfirmReturn = later(async () => (await import("./ConfirmReturn")).ConfirmReturn);
const PoolConflict = later(async () => (await import("./PoolConflict")).PoolConflict);

interface Props {
  pool: Pool | undefined;
  presets: readonly Preset[];
  onDone: () => void;
}

/** The rules of a pool; what they would do is tried before they are saved. */
export function PoolForm({ pool, presets, onDone }: Props) {
  const { form, draft, save, submit, trial, asking, conflict } = usePoolForm({
    pool,
    presets,
    onDone,
  });
  function discard() {
    clearDraft(draft);
    onDone();
  }
  return (
    <>
      <FormShell
        form={form}
        onSubmit={submit}
        loading={save.isPending || trial.isPending}
        // A conflict is settled in its own dialog.
        submitError={conflict ? null : (trial.error ?? save.error)}
        submitLabel={pool ? t("ui.save") : t("admin.pool.add")}
        draft={draft}
        onCancel={discard}
      >
        <Part title={t("admin.pool.group.name")}>
          <TextInput
            label={t("admin.name")}
            required
            maxLength={100}
            {...form.getInputProps("name")}
          />
          <Members form={form} everybody={pool?.is_default ?? false} />
        </Part>
        <PresetCards
          presets={presets}
          value={presetOf(fieldsOf(form.values), presets)}
          onChoose={({ fields }) => form.setValues(ruleValuesOf(fields))}
          description={t("admin.pool.preset.hint")}
        />
        <ClaimLimits form={form} />
        <ClockLimits form={form} />
        {pool && <TryOut pool={pool} trial={trial} />}
        <Sight form={form} />
      </FormShell>
      {asking && <ConfirmReturn {...asking} />}
      {conflict && <PoolConflict {...conflict} />}
    </>
  );
}
