import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { errorText } from "./errorText";
import { RefusableButton } from "./RefusableButton";
import { useFocusBack } from "./useFocusBack";
import classes from "./Form.module.css";

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The question: "Delete Wang Xiaoming?" */
  title: string;
  /** What will happen and cannot be undone; said before the button. */
  consequence?: string;
  /** The verb on the button: "Delete". */
  confirmLabel: string;
  onConfirm: () => void;
  loading: boolean;
  submitError: unknown;
  /** Why it cannot be done now, in words. */
  disabledReason?: string | undefined;
  danger?: boolean;
  /** Enter does it at once: for what is done many times in a row. */
  initialFocus?: "confirm" | undefined;
  /** Inputs the command needs: a reason, a note. */
  children?: ReactNode;
}

// The theme's shade of red fails AA under white text; this one passes.
const DANGER = "red.9";

/** For what cannot be undone. What can be undone is done at once, with an undo toast (notify). */
export function ConfirmDialog({ opened, onClose, title, consequence, ...props }: Props) {
  useFocusBack();
  const wrong = props.disabledReason ?? (props.submitError ? errorText(props.submitError) : null);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      {consequence && <p className={classes.consequence}>{consequence}</p>}
      {props.children}
      {wrong && (
        <p className={classes.error} role="alert">
          {wrong}
        </p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("ui.cancel")}
        </Button>
        <RefusableButton
          {...(props.danger && { color: DANGER })}
          data-autofocus={props.initialFocus === "confirm" || undefined}
          loading={props.loading}
          disabledReason={props.disabledReason}
          onClick={props.onConfirm}
        >
          {props.confirmLabel}
        </RefusableButton>
      </Group>
    </Modal>
  );
}
