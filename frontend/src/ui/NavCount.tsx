import classes from "./NavCount.module.css";

/** How many wait, beside an entry of the menu; nothing while none does. */
export function NavCount({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span className={classes.badge} role="img" aria-label={label}>
      {count > 99 ? "99+" : count}
    </span>
  );
}
