import { Checkbox, Group, Switch } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { ManyChips } from "@/ui/ChoiceChips";
import { hintsOf } from "./hints";
import { LimitField } from "./LimitField";
import classes from "./pools.module.css";
import { CONTACTS, usePlaces } from "./queries";
import { INTENTS, type Limit, type LimitName, mostOf, type Values } from "./values";

interface PartProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

/** Fields that mean one thing together. */
export function Part({ title, hint, children }: PartProps) {
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

export function Members({ form, everybody }: FieldsProps & { everybody: boolean }) {
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

/** What LimitField needs to know of one limit of the form. */
function limitProps(form: UseFormReturnType<Values>, name: LimitName) {
  const { value, onChange } = form.getInputProps(name) as {
    value: Limit;
    onChange: (value: Limit) => void;
  };
  return { value, onChange, most: mostOf(name), error: form.errors[name] as string | undefined };
}

export function ClaimLimits({ form }: FieldsProps) {
  const most = { none: t("admin.pool.limit.none"), some: t("admin.pool.limit.most"), least: 0 };
  const wait = { none: t("admin.pool.limit.noWait"), some: t("admin.pool.limit.wait"), least: 1 };
  return (
    <>
      <Part title={t("admin.pool.group.claiming")}>
        <LimitField
          {...most}
          {...limitProps(form, "daily_claim_limit")}
          label={t("admin.pool.limit.daily")}
          unit={t("admin.pool.limit.dailyUnit")}
        />
        <LimitField
          {...most}
          {...limitProps(form, "holding_limit")}
          label={t("admin.pool.limit.holding")}
          unit={t("admin.pool.limit.holdingUnit")}
          hint={t("admin.pool.limit.holdingHint")}
        />
      </Part>
      <Part title={t("admin.pool.group.again")}>
        <LimitField
          {...wait}
          {...limitProps(form, "reclaim_cooldown_days")}
          label={t("admin.pool.limit.cooldown")}
          unit={t("admin.pool.limit.cooldownUnit")}
          hint={t("admin.pool.limit.cooldownHint")}
        />
        <LimitField
          {...wait}
          {...limitProps(form, "fresh_hold_hours")}
          label={t("admin.pool.limit.fresh")}
          unit={t("admin.pool.limit.freshUnit")}
          hint={t("admin.pool.limit.freshHint")}
        />
      </Part>
    </>
  );
}

/** When customers go back by themselves. */
export function ClockLimits({ form }: FieldsProps) {
  const after = { none: t("admin.pool.limit.never"), some: t("admin.pool.limit.after"), least: 1 };
  const hints = hintsOf(form.values);
  return (
    <Part title={t("admin.pool.group.back")} hint={t("admin.pool.group.backHint")}>
      {INTENTS.map((intent) => (
        <LimitField
          key={intent}
          {...after}
          {...limitProps(form, `recycle_after_days.${intent}`)}
          label={t("admin.pool.limit.recycle", { intent })}
          unit={t("admin.pool.limit.workdaysUnit")}
        />
      ))}
      <LimitField
        {...after}
        {...limitProps(form, "first_contact_hours")}
        label={t("admin.pool.limit.first")}
        unit={t("admin.pool.limit.workhoursUnit")}
        hint={t("admin.pool.limit.firstHint")}
      />
      <LimitField
        {...after}
        {...limitProps(form, "max_holding_days")}
        label={t("admin.pool.limit.max")}
        unit={t("admin.pool.limit.workdaysUnit")}
        hint={t("admin.pool.limit.maxHint")}
      />
      <LimitField
        none={t("admin.pool.limit.noWarning")}
        some={t("admin.pool.limit.before")}
        least={1}
        {...limitProps(form, "warn_days")}
        label={t("admin.pool.limit.warn")}
        unit={t("admin.pool.limit.daysUnit")}
      />
      <div role="status">
        {hints.map((hint) => (
          <p key={hint} className={classes.warning}>
            {hint}
          </p>
        ))}
      </div>
    </Part>
  );
}

export function Sight({ form }: FieldsProps) {
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
