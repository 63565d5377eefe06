import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { useCountdown } from "@/lib/useCountdown";
import { FormShell } from "@/ui/FormShell";
import { NewPasswordInput, passwordProblem } from "@/ui/NewPasswordInput";
import { useKept } from "@/ui/useKept";
import { useReset } from "./queries";
import { useEnter } from "./useEnter";

interface Props {
  token: string;
  /** Whose password it is. */
  username: string;
}

export function ResetForm({ token, username }: Props) {
  const reset = useReset();
  const enter = useEnter("reset");
  const wait = useCountdown(reset.error);
  const [before, keep] = useKept("reset", { new_password: "" });
  const form = useForm({
    initialValues: before,
    onValuesChange: keep,
    validate: { new_password: passwordProblem },
  });
  async function submit({ new_password }: typeof before) {
    if (wait > 0) return;
    await reset.mutateAsync({ token, new_password });
    keep(null);
    await enter({ username, password: new_password });
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={reset.isPending}
      submitError={reset.error}
      submitLabel={wait > 0 ? t("session.waitSeconds", { count: wait }) : t("session.resetSave")}
    >
      {/* So that a password manager knows whose password this is. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <NewPasswordInput label={t("session.newPassword")} {...form.getInputProps("new_password")} />
    </FormShell>
  );
}
