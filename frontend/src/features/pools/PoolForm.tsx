import { Checkbox, Group, Switch, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { type ReactNode, useState } from "react";
import { t } from "@/i18n";
import { draftName } from "@/lib/changes";
import { clearDraft } from "@/lib/drafts";
import { ManyChips } from "@/ui/ChoiceChips";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { LimitField } from "./LimitField";
import { PresetCards } from "./PresetCards";
import classes from "./pools.module.css";
import { CONTACTS, type Pool, type Preset, usePlaces, useSavePool } from "./queries";
import { presetOf } from "./sentences";
import {
  changesFor,
  fieldsOf,
  type LimitName,
  limitTyped,
  MOST,
  newValues,
  type Values,
  valuesOf,
} from "./values";

interface Props {
  pool: Pool | undefined;
  presets: readonly Preset[];
  onDone: () => void;
}

export function PoolForm({ pool, presets, onDone }: Props) {
  const { form, draft, save, submit } = usePoolForm({ pool, presets, onDone });
  function discard() {
    clearDraft(draft);
    onDone();
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
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
        onChoose={({ fields }) => form.setValues(fields)}
        description={t("admin.pool.preset.hint")}
      />
      <Limits form={form} />
      <Sight form={form} />
    </FormShell>
  );
}

function usePoolForm({ pool, presets, onDone }: Props) {
  const save = useSavePool();
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState(() => (pool ? valuesOf(pool) : newValues(presets)));
  const form = useForm<Values>({
    initialValues: before,
    validate: {
      name: (name) => (name.trim() ? null : t("errors.required")),
      daily_claim_limit: limitTyped,
      holding_limit: limitTyped,
      reclaim_cooldown_days: limitTyped,
      fresh_hold_hours: limitTyped,
    },
  });
  async function submit(values: Values) {
    const edited = pool && { id: pool.id, changes: changesFor(before, values) };
    const saved = await save.mutateAsync({ fields: fieldsOf(values), ...(edited && { edited }) });
    notify(t(edited ? "admin.saved" : "admin.added", { name: saved.name }));
    onDone();
  }
  return { form, save, submit, draft: draftName("pool", pool?.id, before) };
}

interface PartProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

/** Fields that mean one thing together. */
function Part({ title, hint, children }: PartProps) {
  return (
    <fieldset className={classes.part}>
      <legend className={classes.legend}>{title}</legend>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children}
    </fieldset>
  );
}

interface FieldsProps {
  form: UseFormReturnType<Values>;
}

function Members({ form, everybody }: FieldsProps & { everybody: boolean }) {
  const places = usePlaces();
  if (everybody) return <p className={classes.hint}>{t("admin.pool.group.everybodyHint")}</p>;
  const options = (all: readonly { id: number; name: string }[]) =>
    all.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <>
      <p className={classes.hint}>{t("admin.pool.group.membersHint")}</p>
      {(["departments", "campuses"] as const).map((name) => (
        <ManyChips
          key={name}
          label={t(`admin.pool.${name}`)}
          options={options(places[name])}
          values={form.values[name]}
          onChange={(chosen) => form.setFieldValue(name, chosen)}
          error={form.errors[name]}
        />
      ))}
    </>
  );
}

function Limits({ form }: FieldsProps) {
  const props = (name: LimitName) => ({
    value: form.values[name],
    most: MOST[name],
    onChange: (value: Values[LimitName]) => form.setFieldValue(name, value),
    error: form.errors[name] as string | undefined,
  });
  const most = { none: t("admin.pool.limit.none"), some: t("admin.pool.limit.most"), least: 0 };
  const wait = { none: t("admin.pool.limit.noWait"), some: t("admin.pool.limit.wait"), least: 1 };
  return (
    <>
      <Part title={t("admin.pool.group.claiming")}>
        <LimitField
          {...most}
          {...props("daily_claim_limit")}
          label={t("admin.pool.limit.daily")}
          unit={t("admin.pool.limit.dailyUnit")}
        />
        <LimitField
          {...most}
          {...props("holding_limit")}
          label={t("admin.pool.limit.holding")}
          unit={t("admin.pool.limit.holdingUnit")}
          hint={t("admin.pool.limit.holdingHint")}
        />
      </Part>
      <Part title={t("admin.pool.group.again")}>
        <LimitField
          {...wait}
          {...props("reclaim_cooldown_days")}
          label={t("admin.pool.limit.cooldown")}
          unit={t("admin.pool.limit.cooldownUnit")}
          hint={t("admin.pool.limit.cooldownHint")}
        />
        <LimitField
          {...wait}
          {...props("fresh_hold_hours")}
          label={t("admin.pool.limit.fresh")}
          unit={t("admin.pool.limit.freshUnit")}
          hint={t("admin.pool.limit.freshHint")}
        />
      </Part>
    </>
  );
}

function Sight({ form }: FieldsProps) {
  return (
    <Part title={t("admin.pool.group.sight")}>
      <Checkbox.Group
        label={t("admin.pool.masked")}
        value={form.values.masked_fields}
        onChange={(chosen) =>
          form.setFieldValue(
            "masked_fields",
            CONTACTS.filter((contact) => chosen.includes(contact)),
          )
        }
        error={form.errors.masked_fields}
      >
        <Group gap="md" mt="xs">
          {CONTACTS.map((contact) => (
            <Checkbox key={contact} value={contact} label={t(`admin.pool.contact.${contact}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Switch
        label={t("admin.pool.holder")}
        description={t("admin.pool.holderHint")}
        {...form.getInputProps("show_holder", { type: "checkbox" })}
      />
    </Part>
  );
}
