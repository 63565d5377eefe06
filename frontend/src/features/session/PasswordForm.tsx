import { PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { FormShell } from "@/ui/FormShell";
import { NewPasswordInput, passwordProblem } from "@/ui/NewPasswordInput";
import { notify } from "@/ui/notify";
import { useMe } from "./me";
import classes from "./Profile.module.css";
import { useChangePassword } from "./queries";
import { useCountdown } from "@/lib/useCountdown";

export function PasswordForm() {
  const me = useMe();
  const { form, change, wait, submit } = usePasswordForm();
  // It stands at its input already.
  const atInput = isProblem(change.error) && change.error.code === "wrong_password";
  const show = { "aria-label": t("session.showPassword") };
  return (
    <section aria-labelledby="profile-password">
      <h2 id="profile-password" className={classes.title}>
        {t("session.changePassword")}
      </h2>
      <p className={classes.hint}>{t("session.changePasswordHint")}</p>
      <FormShell
        form={form}
        onSubmit={submit}
        loading={change.isPending}
        submitError={atInput ? null : change.error}
        submitLabel={
          wait > 0 ? t("session.waitSeconds", { count: wait }) : t("session.changePassword")
        }
      >
        {/* So that a password manager knows whose password this is. */}
        <input type="text" autoComplete="username" value={me.username} readOnly hidden />
        <PasswordInput
          label={t("session.currentPassword")}
          autoComplete="current-password"
          visibilityToggleButtonProps={show}
          {...form.getInputProps("current_password")}
        />
        <NewPasswordInput
          label={t("session.newPassword")}
          required={false}
          {...form.getInputProps("new_password")}
        />
      </FormShell>
    </section>
  );
}

function usePasswordForm() {
  const change = useChangePassword();
  const wait = useCountdown(change.error);
  const form = useForm({
    initialValues: { current_password: "", new_password: "" },
    validate: {
      current_password: (value) => (value ? null : t("errors.required")),
      new_password: passwordProblem,
    },
  });
  async function submit(values: typeof form.values) {
    if (wait > 0) return;
    try {
      await change.mutateAsync(values);
    } catch (error) {
      if (isProblem(error) && error.code === "wrong_password") {
        form.setFieldError("current_password", t("errors.wrong_password"));
      }
      throw error;
    }
    form.reset();
    notify(t("session.passwordChanged"));
  }
  return { form, change, wait, submit };
}
