import { ActionIcon, Button, Checkbox, Popover, Stack } from "@mantine/core";
import { Pencil } from "lucide-react";
import { useState } from "react";
import type { Customer } from "@/features/customers/types";
import { t } from "@/i18n";
import { wholeErrorText } from "@/ui/errorText";
import { Field, InlineField } from "@/ui/Field";
import { readable } from "@/ui/PhoneLink";
import classes from "./detail.module.css";
import { type FieldSpec, wording } from "./fields";

interface Props {
  spec: FieldSpec;
  customer: Customer;
  onSave: (spec: FieldSpec, value: string) => Promise<void>;
}

/** One field of the profile, edited where it stands as far as the API lets me. */
export function ProfileField({ spec, customer, onSave }: Props) {
  const { label, type, options, multiple, long } = spec;
  const value = spec.value(customer);
  const readOnly = !customer.editable_fields.includes(spec.name);
  if (multiple && !readOnly)
    return <SeveralField spec={spec} value={value} onSave={(next) => onSave(spec, next)} />;
  return (
    <InlineField
      label={label}
      value={value}
      display={shown(spec, value, customer)}
      readOnly={readOnly}
      onSave={(next) => onSave(spec, next)}
      {...(type ? { type } : {})}
      {...(options ? { options } : {})}
      {...(long ? { long } : {})}
    />
  );
}

function shown(spec: FieldSpec, value: string, customer: Customer) {
  if (spec.name === "phone") return customer.contact_masked ? value || "–" : readable(value) || "–";
  if (spec.name === "courses") return customer.courses.map(({ name }) => name).join(", ") || "–";
  if (spec.name === "campus") return customer.campus?.name ?? "–";
  if (spec.long && value) return <span className={classes.long}>{value}</span>;
  return wording(spec, value) || "–";
}

interface SeveralProps {
  spec: FieldSpec;
  value: string;
  onSave: (value: string) => Promise<void>;
}

function SeveralField({ spec, value, onSave }: SeveralProps) {
  const [opened, setOpened] = useState(false);
  const edit = (
    <ActionIcon
      size="sm"
      aria-label={t("ui.edit", { label: spec.label })}
      onClick={() => setOpened(!opened)}
    >
      <Pencil size={14} />
    </ActionIcon>
  );
  return (
    <Field label={spec.label}>
      <span>{wording(spec, value) || "–"}</span>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
        <Popover.Target>{edit}</Popover.Target>
        <Popover.Dropdown aria-label={spec.label}>
          <Choosing spec={spec} value={value} onSave={onSave} onDone={() => setOpened(false)} />
        </Popover.Dropdown>
      </Popover>
    </Field>
  );
}

function Choosing({ spec, value, onSave, onDone }: SeveralProps & { onDone: () => void }) {
  const [chosen, setChosen] = useState(value ? value.split(",") : []);
  const [error, setError] = useState<unknown>(null);
  const apply = () => {
    const next = chosen.join(",");
    if (next === value) return onDone();
    onSave(next).then(onDone, setError);
  };
  return (
    <Stack gap="sm" className={classes.choosing ?? ""}>
      <Checkbox.Group value={chosen} onChange={setChosen} aria-label={spec.label}>
        <Stack gap="xs">
          {spec.options?.map((option) => (
            <Checkbox key={option.value} size="xs" value={option.value} label={option.label} />
          ))}
        </Stack>
      </Checkbox.Group>
      {error !== null && <p role="alert">{wholeErrorText(error)}</p>}
      <Button size="xs" onClick={apply}>
        {t("customers.edit.apply")}
      </Button>
    </Stack>
  );
}
