import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./FollowUp.module.css";

interface Props {
  error: ReactNode;
  label: string;
  loading: boolean;
  disabledReason: string | undefined;
  onCancel: () => void;
  onSubmit: () => void;
}

/** Cancel and save, always in sight; on a phone the next step's taps stand here. */
export function FormFoot({ error, label, onCancel, onSubmit, ...button }: Props) {
  return (
    <div className={classes.foot}>
      {error}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t("ui.cancel")}
        </Button>
        <RefusableButton {...button} onClick={onSubmit}>
          {label}
        </RefusableButton>
      </div>
    </div>
  );
}
