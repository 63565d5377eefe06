import classes from "./KeyHint.module.css";

interface Props {
  children: string;
  /** Where the key is what one reads, and not a hint beside what it does. */
  said?: boolean;
}

/** The key that does the same; hidden where there is no keyboard. */
export function KeyHint({ children, said = false }: Props) {
  return (
    <kbd className={classes.key} aria-hidden={!said} data-said={said}>
      {children}
    </kbd>
  );
}
