import { UnstyledButton } from "@mantine/core";
import classes from "./counter.module.css";

interface Props {
  name: string;
  /** What there is to pay. */
  aside: React.ReactNode;
  lines: (string | null | undefined)[];
  chosen: boolean;
  onClick: () => void;
}

export function Choice({ name, aside, lines, chosen, onClick }: Props) {
  return (
    <UnstyledButton
      className={classes.choice ?? ""}
      data-choice
      aria-current={chosen || undefined}
      onClick={onClick}
    >
      <span className={classes.choiceTop}>
        <span className={classes.name}>{name}</span>
        <span className={classes.amount}>{aside}</span>
      </span>
      {lines.filter(Boolean).map((line) => (
        <span key={line} className={classes.quiet}>
          {line}
        </span>
      ))}
    </UnstyledButton>
  );
}
