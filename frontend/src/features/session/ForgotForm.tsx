import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { useCountdown } from "@/lib/useCountdown";
import { FormShell } from "@/ui/FormShell";
import { useForgot } from "./queries";

interface Props {
  onSent: () => void;
}

export function ForgotForm({ onSent }: Props) {
  const forgot = useForgot();
  const wait = useCountdown(forgot.error);
  const form = useForm({
    initialValues: { username: "" },
    validate: { username: (value) => (value.trim() ? null : t("errors.required")) },
  });
  async function submit({ username }: { username: string }) {
    if (wait > 0) return;
    await forgot.mutateAsync(username.trim());
    onSent();
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={forgot.isPending}
      submitError={forgot.error}
      submitLabel={wait > 0 ? t("session.waitSeconds", { count: wait }) : t("session.forgotSend")}
    >
      <TextInput
        label={t("session.forgotName")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        {...form.getInputProps("username")}
      />
    </FormShell>
  );
}
