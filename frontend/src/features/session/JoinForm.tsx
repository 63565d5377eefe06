import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { useCountdown } from "@/lib/useCountdown";
import { FormShell } from "@/ui/FormShell";
import { NewPasswordInput, passwordProblem } from "@/ui/NewPasswordInput";
import { useKept } from "@/ui/useKept";
import { type Invited, useRegister } from "./queries";
import { useEnter } from "./useEnter";

interface Props {
  token: string;
  invited: Invited;
}

/** An invitation becomes an account, and is in. */
export function JoinForm({ token, invited }: Props) {
  const register = useRegister();
  const enter = useEnter("join");
  const wait = useCountdown(register.error);
  const [before, keep] = useKept("join", {
    display_name: invited.display_name,
    username: "",
    password: "",
    email: invited.email,
    mobile: "",
  });
  const needed = (value: string) => (value.trim() ? null : t("errors.required"));
  const form = useForm({
    initialValues: before,
    onValuesChange: keep,
    validate: { display_name: needed, username: needed, password: passwordProblem },
  });
  async function submit({ email, ...values }: typeof before) {
    if (wait > 0) return;
    const account = { ...values, username: values.username.trim() };
    await register.mutateAsync({ ...account, invitation: token, ...(email ? { email } : {}) });
    keep(null);
    await enter({ username: account.username, password: account.password });
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={register.isPending}
      submitError={register.error}
      submitLabel={wait > 0 ? t("session.waitSeconds", { count: wait }) : t("session.join")}
    >
      <TextInput
        label={t("session.displayName")}
        description={t("session.displayNameHint")}
        autoComplete="name"
        required
        {...form.getInputProps("display_name")}
      />
      <TextInput
        label={t("session.username")}
        description={t("session.usernameHint")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        {...form.getInputProps("username")}
      />
      <NewPasswordInput label={t("session.password")} {...form.getInputProps("password")} />
      <TextInput
        label={t("session.emailOptional")}
        type="email"
        autoComplete="email"
        {...form.getInputProps("email")}
      />
      <TextInput
        label={t("session.mobileOptional")}
        type="tel"
        autoComplete="tel"
        {...form.getInputProps("mobile")}
      />
    </FormShell>
  );
}
