import classes from "./KeyHint.module.css";

/** The key that does the same; hidden where there is no keyboard. */
export function KeyHint({ children }: { children: string }) {
  return (
    <kbd className={classes.key} aria-hidden>
      {children}
    </kbd>
  );
}
