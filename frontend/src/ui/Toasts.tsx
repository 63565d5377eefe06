import { Button, CloseButton } from "@mantine/core";
import { useEffect, useState } from "react";
import { t } from "@/i18n";
import { dismiss, type Toast, useToasts } from "./notify";
import classes from "./Toasts.module.css";

/** The page's one place for toasts; screen readers hear them without losing their place. */
export function Toasts() {
  const toasts = useToasts();
  return (
    <div className={classes.place} aria-live="polite" role="status">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  // Whoever reads it or is on the way to "undo" must not lose it.
  const [held, setHeld] = useState(false);
  const { id, milliseconds, action } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), milliseconds);
    return () => clearTimeout(timer);
  }, [id, milliseconds, held]);
  return (
    <div
      className={classes.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={classes.message}>{toast.message}</span>
      {action && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            dismiss(id);
            action.act();
          }}
        >
          {action.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t("ui.close")} onClick={() => dismiss(id)} />
    </div>
  );
}
