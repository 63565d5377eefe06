import { ActionIcon, Button, Checkbox, Popover, Stack } from "@mantine/core";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { wholeErrorText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import classes from "./detail.module.css";
import { type FieldSpec, wording } from "./fields";

export interface SeveralProps {
  spec: FieldSpec;
  value: string;
  onSave: (value: string) => Promise<void>;
}

/** Several of the school's own choices, ticked in a small list. */
export function SeveralField({ spec, value, onSave }: SeveralProps) {
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
