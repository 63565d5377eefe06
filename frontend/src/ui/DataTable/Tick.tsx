import classes from "./DataTable.module.css";

interface Props {
  label: string;
  checked: boolean;
  /** Some of several. */
  partly?: boolean;
  tabIndex?: number;
  onChange: () => void;
}

/** The browser's own checkbox: the table is on every list, and Mantine's would make each of them heavier. */
export function Tick({ label, checked, partly = false, tabIndex, onChange }: Props) {
  return (
    <input
      type="checkbox"
      className={classes.tick}
      aria-label={label}
      tabIndex={tabIndex}
      checked={checked}
      ref={(box) => {
        if (box) box.indeterminate = partly;
      }}
      onChange={onChange}
    />
  );
}
