import { Button, type ButtonProps, VisuallyHidden } from "@mantine/core";
import type { MouseEventHandler, ReactNode } from "react";
import { useId } from "react";
import classes from "./RefusableButton.module.css";
import { useTip } from "./useTip";

interface Props extends Omit<ButtonProps, "disabled" | "children"> {
  children: ReactNode;
  onClick: MouseEventHandler<HTMLButtonElement>;
  loading?: boolean;
  /** Why I may not, in words; undefined = I may. */
  disabledReason?: string | undefined;
  /** Say the reason beside the button too, where there is room for it (pages, sheets). */
  showReason?: boolean;
  type?: "button" | "submit";
  "aria-label"?: string;
  "data-autofocus"?: true | undefined;
}

/** A refused action stays visible, can be reached by keyboard and says why before it is tried. */
export function RefusableButton({
  disabledReason,
  showReason,
  onClick,
  children,
  ...props
}: Props) {
  const id = useId();
  const { handlers, tip } = useTip(disabledReason ?? "");
  if (!disabledReason) {
    return (
      <Button {...props} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <span className={classes.refused}>
      <Button
        {...props}
        type="button"
        aria-disabled
        data-disabled
        aria-describedby={id}
        {...handlers}
        onClick={(event) => event.preventDefault()}
      >
        {children}
      </Button>
      {tip}
      {showReason ? (
        <span id={id} className={classes.reason}>
          {disabledReason}
        </span>
      ) : (
        <VisuallyHidden id={id}>{disabledReason}</VisuallyHidden>
      )}
    </span>
  );
}
