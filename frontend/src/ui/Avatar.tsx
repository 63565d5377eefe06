import classes from "./Avatar.module.css";

/** The last character of a Chinese name (what colleagues call each other by), else one or two initials. */
export function initials(name: string): string {
  const trimmed = name.trim();
  const han = trimmed.match(/\p{Script=Han}/gu)?.at(-1);
  if (han) return han;
  const words = trimmed.split(/\s+/).filter(Boolean);
  return (
    words
      .slice(0, 2)
      .map((word) => word.charAt(0).toUpperCase())
      .join("") || "?"
  );
}

/** A person at a glance, always beside their name, hence hidden from screen readers. */
export function Avatar({ name, size = 20 }: { name: string; size?: 20 | 28 | 40 }) {
  return (
    <span className={classes.avatar} data-size={size} aria-hidden>
      {initials(name)}
    </span>
  );
}
