import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { errorText } from "./errorText";
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
  danger?: boolean;
  /** Inputs the command needs: a reason, a note. */
  children?: ReactNode;
}

// The theme's shade of red fails AA under white text; this one passes.
const DANGER = "red.9";

/** For what cannot be undone. What can be undone is done at once, with an undo toast (notify). */
export function ConfirmDialog({ opened, onClose, title, consequence, ...props }: Props) {
  useFocusBack();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      {consequence && <p className={classes.consequence}>{consequence}</p>}
      {props.children}
      {props.submitError ? (
        <p className={classes.error} role="alert">
          {errorText(props.submitError)}
        </p>
      ) : null}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("ui.cancel")}
        </Button>
        <Button
          color={props.danger ? DANGER : undefined}
          loading={props.loading}
          onClick={props.onConfirm}
        >
          {props.confirmLabel}
        </Button>
      </Group>
    </Modal>
  );
}
