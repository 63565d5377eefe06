import classes from "./CountChips.module.css";

export interface CountChip<Value> {
  value: Value;
  text: string;
  /** How many there are of it; not told where nobody counts them. */
  count?: number | undefined;
}

interface Props<Value> {
  label: string;
  chips: readonly CountChip<Value>[];
  chosen: Value;
  onChoose: (value: Value) => void;
  className?: string | undefined;
}

/** Which of several lists is shown, and how much waits in each. */
export function CountChips<Value extends string | undefined>(props: Props<Value>) {
  return (
    <div
      className={`${classes.chips} ${props.className ?? ""}`}
      role="group"
      aria-label={props.label}
    >
      {props.chips.map(({ value, text, count }) => (
        <button
          key={value ?? ""}
          type="button"
          className={classes.chip}
          aria-pressed={value === props.chosen}
          onClick={() => props.onChoose(value)}
        >
          {text} {count !== undefined && <span className={classes.count}>{count}</span>}
        </button>
      ))}
    </div>
  );
}
