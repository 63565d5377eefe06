import { PasswordInput, type PasswordInputProps } from "@mantine/core";
import { t } from "@/i18n";

const SHORTEST = 12;

/** What a new password lacks that can be said before it is sent; the API knows more (common, similar). */
export function passwordProblem(value: string): string | null {
  return value.length < SHORTEST ? t("errors.password_too_short") : null;
}

/** A password that is being chosen: the rule said first, shown on demand. */
export function NewPasswordInput(props: PasswordInputProps) {
  return (
    <PasswordInput
      description={t("session.passwordHint")}
      autoComplete="new-password"
      required
      visibilityToggleButtonProps={{ "aria-label": t("session.showPassword") }}
      {...props}
    />
  );
}
