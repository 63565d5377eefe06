import { UnstyledButton } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./pools.module.css";

interface Props {
  count: number;
  onClick: () => void;
}

/** A number that opens the rows behind it; none has none. */
export function NumberButton({ count, onClick }: Props) {
  if (count === 0) return <span className={classes.quietNumber}>0</span>;
  return (
    <UnstyledButton
      className={classes.numberButton ?? ""}
      aria-label={t("admin.pool.trial.open", { count })}
      onClick={onClick}
    >
      {count}
    </UnstyledButton>
  );
}
