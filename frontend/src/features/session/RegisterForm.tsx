import { NativeSelect, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import { ErrorState } from "@/ui/ErrorState";
import { FormShell } from "@/ui/FormShell";
import { NewPasswordInput, passwordProblem } from "@/ui/NewPasswordInput";
import { useKept } from "@/ui/useKept";
import { useRegister, useRegistrationChoices } from "./queries";
import { useCountdown } from "@/lib/useCountdown";

interface Props {
  onRegistered: (name: string) => void;
}

const NOTHING = {
  display_name: "",
  username: "",
  password: "",
  department: "",
  email: "",
  mobile: "",
};

export function RegisterForm({ onRegistered }: Props) {
  const [before, keep] = useKept("register", NOTHING);
  const departments = useRegistrationChoices();
  const register = useRegister();
  const wait = useCountdown(register.error);
  const needed = (value: string) => (value.trim() ? null : t("errors.required"));
  const form = useForm({
    initialValues: before,
    onValuesChange: keep,
    validate: {
      display_name: needed,
      username: needed,
      password: passwordProblem,
      department: needed,
    },
  });
  async function submit(values: typeof NOTHING) {
    if (wait > 0) return;
    const { email, ...rest } = values;
    const registered = await register.mutateAsync({
      ...rest,
      department: Number(values.department),
      ...(email ? { email } : {}),
    });
    keep(null);
    onRegistered(registered.display_name);
  }
  if (departments.error) {
    return <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />;
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={register.isPending}
      submitError={register.error}
      submitLabel={wait > 0 ? t("session.waitSeconds", { count: wait }) : t("session.register")}
    >
      <Fields form={form} departments={departments.data ?? []} />
    </FormShell>
  );
}

interface FieldsProps {
  form: UseFormReturnType<typeof NOTHING>;
  departments: { id: number; name: string }[];
}

function Fields({ form, departments }: FieldsProps) {
  const choices = departments.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <>
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
      <NativeSelect
        label={t("session.wishedDepartment")}
        description={t("session.wishedDepartmentHint")}
        required
        data={[{ value: "", label: t("ui.choose"), disabled: true }, ...choices]}
        {...form.getInputProps("department")}
      />
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
    </>
  );
}
