import { NumberInput, Radio } from "@mantine/core";
import { useId } from "react";
import classes from "./pools.module.css";
import type { Limit } from "./values";

interface Props {
  label: string;
  hint?: string;
  /** What the number counts. */
  unit: string;
  /** How the two choices are called. */
  none: string;
  some: string;
  least: number;
  most: number;
  value: Limit;
  onChange: (value: Limit) => void;
  error?: string | undefined;
}

/** No limit, or one: a clear choice, never an empty input that means "none". */
export function LimitField({ label, hint, unit, none, some, value, onChange, ...props }: Props) {
  const unitId = useId();
  const limited = value !== null;
  return (
    <Radio.Group
      label={label}
      description={hint}
      value={limited ? "some" : "none"}
      onChange={(choice) => onChange(choice === "none" ? null : "")}
      error={props.error}
    >
      <div className={classes.limit}>
        <Radio value="none" label={none} />
        <Radio value="some" label={some} />
        <span className={classes.amount}>
          <NumberInput
            className={classes.number ?? ""}
            aria-label={`${label}: ${some}`}
            aria-describedby={unitId}
            min={props.least}
            max={props.most}
            clampBehavior="strict"
            allowDecimal={false}
            allowNegative={false}
            hideControls
            inputMode="numeric"
            disabled={!limited}
            value={value ?? ""}
            onChange={(typed) => onChange(typeof typed === "number" ? typed : "")}
          />
          <span id={unitId} className={classes.unit}>
            {unit}
          </span>
        </span>
      </div>
    </Radio.Group>
  );
}
