import { NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import { changesOf, draftName } from "@/lib/changes";
import { ErrorState } from "@/ui/ErrorState";
import { FormShell } from "@/ui/FormShell";
import { later } from "@/ui/later";
import { notify } from "@/ui/notify";
import { CurrencySelect, RegionSelect, ZoneSelect } from "@/ui/PlaceSelects";
import { needed } from "./forms";
import type { RevealsField as Reveals } from "./RevealsField";
import { type School, type SchoolFields, useSaveSchool, useSchool } from "./queries";

// The input for numbers is heavy, and stands last: its place is kept until it comes.
const RevealsField = later<RevealsProps>(
  async () => (await import("./RevealsField")).RevealsField,
  ({ form }) => (
    <TextInput
      label={t("admin.school.reveals")}
      description={t("admin.school.hint.daily_reveals")}
      value={form.getValues().daily_reveals}
      readOnly
      required
    />
  ),
);
type RevealsProps = Parameters<typeof Reveals>[0];

/** What the whole school shares. */
export function SchoolForm() {
  const school = useSchool();
  if (school.data) return <Form school={school.data} />;
  if (school.error) {
    return <ErrorState error={school.error} onRetry={() => void school.refetch()} />;
  }
  return <Skeleton height={420} />;
}

const fieldsOf = (school: School): SchoolFields => ({
  name: school.name,
  time_zone: school.time_zone,
  currency: school.currency,
  language: school.language,
  phone_region: school.phone_region,
  daily_reveals: school.daily_reveals,
});

function Form({ school }: { school: School }) {
  const save = useSaveSchool();
  const { version } = school;
  const form = useForm<SchoolFields>({
    initialValues: fieldsOf(school),
    validate: {
      name: needed,
      // An emptied number is no number.
      daily_reveals: (value) => (typeof value === "number" ? null : t("errors.required")),
    },
  });
  async function submit(values: SchoolFields) {
    // Against what stood here when the form appeared: what others changed meanwhile is not undone.
    const changes = changesOf(form.getInitialValues(), values);
    const saved = await save.mutateAsync({ version, changes });
    form.setInitialValues(fieldsOf(saved));
    form.setValues(fieldsOf(saved));
    notify(t("admin.saved", { name: saved.name }));
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={t("ui.save")}
      draft={draftName("school", version, fieldsOf(school))}
    >
      <Fields form={form} fixed={school.fixed} />
    </FormShell>
  );
}

interface FieldsProps {
  form: UseFormReturnType<SchoolFields>;
  fixed: School["fixed"];
}

function Fields({ form, fixed }: FieldsProps) {
  const stays = (field: School["fixed"][number]) =>
    fixed.includes(field)
      ? { disabled: true, description: t(`admin.school.fixed.${field}`) }
      : { description: t(`admin.school.hint.${field}`) };
  return (
    <>
      <TextInput label={t("admin.name")} required maxLength={100} {...form.getInputProps("name")} />
      <ZoneSelect
        label={t("admin.campus.timeZone")}
        description={t("admin.school.hint.time_zone")}
        {...form.getInputProps("time_zone")}
      />
      <CurrencySelect
        label={t("admin.campus.currency")}
        {...stays("currency")}
        {...form.getInputProps("currency")}
      />
      <NativeSelect
        label={t("admin.school.language")}
        description={t("admin.school.hint.language")}
        data={[
          { value: "zh", label: "中文" },
          { value: "en", label: "English" },
        ]}
        {...form.getInputProps("language")}
      />
      <RegionSelect
        label={t("admin.school.region")}
        {...stays("phone_region")}
        {...form.getInputProps("phone_region")}
      />
      <RevealsField form={form} />
    </>
  );
}
