import classes from "./StatusDot.module.css";

export type DotColor = "grey" | "blue" | "indigo" | "violet" | "amber" | "green" | "red";

/** A status is a dot and its word; the colour alone never says it. */
export function StatusDot({ color, children }: { color: DotColor; children: string }) {
  return (
    <span className={classes.status}>
      <span className={classes.dot} data-color={color} aria-hidden />
      {children}
    </span>
  );
}
