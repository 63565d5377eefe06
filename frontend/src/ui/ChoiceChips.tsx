import { Chip } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useId } from "react";
import { t } from "@/i18n";
import classes from "./ChoiceChips.module.css";

// Few schools have so many of anything that their pages should load it.
const SearchableList = lazy(() => import("./SearchableList"));

export interface Choice<Value extends string> {
  value: Value;
  label: string;
}

interface Common<Value extends string> {
  label: string;
  options: readonly Choice<Value>[];
  /** Said after the label. */
  optional?: boolean | undefined;
  error?: ReactNode;
}

interface OneProps<Value extends string> extends Common<Value> {
  value: Value | "";
  /** An optional choice is taken back by a second click: "". */
  onChange: (value: Value | "") => void;
}

/** One of a few: every choice in sight, one tap. */
export function ChoiceChips<Value extends string>({ value, onChange, ...props }: OneProps<Value>) {
  const name = useId();
  return (
    <Group {...props}>
      {props.options.map((option) => (
        <Chip
          key={option.value}
          type={props.optional ? "checkbox" : "radio"}
          name={name}
          size="sm"
          classNames={{ label: classes.chip }}
          checked={option.value === value}
          onChange={(checked) => onChange(checked ? option.value : "")}
        >
          {option.label}
        </Chip>
      ))}
    </Group>
  );
}

interface ManyProps extends Common<string> {
  values: string[];
  onChange: (values: string[]) => void;
}

const AT_A_GLANCE = 12;

/** Several of some: chips while they can be taken in at a glance, else a searchable list. */
export function ManyChips({ values, onChange, ...props }: ManyProps) {
  if (props.options.length > AT_A_GLANCE) {
    return (
      <Suspense fallback={<Group {...props}>{null}</Group>}>
        <SearchableList {...props} values={values} onChange={onChange} />
      </Suspense>
    );
  }
  const toggle = (value: string, checked: boolean) =>
    onChange(checked ? [...values, value] : values.filter((each) => each !== value));
  return (
    <Group {...props}>
      {props.options.map((option) => (
        <Chip
          key={option.value}
          size="sm"
          classNames={{ label: classes.chip }}
          checked={values.includes(option.value)}
          onChange={(checked) => toggle(option.value, checked)}
        >
          {option.label}
        </Chip>
      ))}
    </Group>
  );
}

function Group({ label, optional, error, children }: Common<string> & { children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className={classes.group} aria-describedby={error ? id : undefined}>
      <legend className={classes.legend}>
        {label} {optional && <span className={classes.optional}>{t("ui.optional")}</span>}
      </legend>
      <div className={classes.chips}>{children}</div>
      {error && (
        <p id={id} className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
