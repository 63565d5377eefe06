import { ActionIcon, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Pencil } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { t } from "@/i18n";
import { wholeErrorText } from "./errorText";
import classes from "./Field.module.css";

interface FieldProps {
  label: string;
  children: ReactNode;
}

/** One line of details: what it is, what it says. */
export function Field({ label, children }: FieldProps) {
  return (
    <div className={classes.field}>
      <div className={classes.label}>{label}</div>
      <div className={classes.value}>{children}</div>
    </div>
  );
}

interface InlineFieldProps {
  label: string;
  value: string;
  /** How the value reads when it is not being edited; the value itself by default. */
  display?: ReactNode;
  type?: "text" | "date" | "tel" | "email";
  /** Several lines: Enter makes a new one, leaving (or Ctrl+Enter) saves. */
  long?: boolean;
  /** A choice instead of free text. */
  options?: { value: string; label: string }[];
  /** Rejects with the API's error, which is said below the input; what was typed stays. */
  onSave: (value: string) => Promise<unknown>;
  /** Why I may not change it: no pencil then. */
  readOnly?: boolean;
}

/** Edited where it stands: Enter or leaving saves, Escape takes back. */
export function InlineField({ label, value, display, readOnly, ...props }: InlineFieldProps) {
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <Field label={label}>
        <Editor {...props} label={label} value={value} onDone={() => setEditing(false)} />
      </Field>
    );
  }
  return (
    <Field label={label}>
      <span className={classes.text}>{display ?? (value || "–")}</span>
      {!readOnly && (
        <ActionIcon
          className={classes.pencil}
          size="sm"
          aria-label={t("ui.edit", { label })}
          onClick={() => setEditing(true)}
        >
          <Pencil size={14} />
        </ActionIcon>
      )}
    </Field>
  );
}

type EditorProps = Omit<InlineFieldProps, "display" | "readOnly"> & { onDone: () => void };

function Editor({ label, value, type = "text", long, options, onSave, onDone }: EditorProps) {
  const [typed, setTyped] = useState(value);
  const [error, setError] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);

  async function save(next: string) {
    if (saving) return;
    if (next === value) return onDone();
    setSaving(true);
    try {
      await onSave(next);
      onDone();
    } catch (refused) {
      setError(refused);
      setSaving(false);
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (!long || event.ctrlKey || event.metaKey)) void save(typed);
    if (event.key !== "Escape") return;
    // The drawer around it must not close as well.
    event.stopPropagation();
    onDone();
  }
  const common = {
    "aria-label": label,
    autoFocus: true,
    className: classes.input,
    size: "xs" as const,
    error: error ? wholeErrorText(error) : undefined,
    onKeyDown,
  };
  if (options) {
    return (
      <NativeSelect
        {...common}
        value={typed}
        data={options}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          void save(event.currentTarget.value);
        }}
        onBlur={() => !error && !saving && onDone()}
      />
    );
  }
  if (long) {
    return (
      <Textarea
        {...common}
        autosize
        maxRows={12}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => void save(typed)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      type={type}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void save(typed)}
    />
  );
}
