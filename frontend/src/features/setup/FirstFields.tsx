import { NativeSelect, TextInput } from "@mantine/core";
import { t } from "@/i18n";
import { NewPasswordInput } from "@/ui/NewPasswordInput";
import { CurrencySelect, RegionSelect, ZoneSelect } from "@/ui/PlaceSelects";
import { type FirstForm, moveTo } from "./first";
import classes from "./setup.module.css";

interface Props {
  form: FirstForm;
}

export function SchoolStep({ form }: Props) {
  return (
    <>
      <TextInput
        label={t("setup.field.name")}
        autoComplete="organization"
        maxLength={100}
        required
        {...form.getInputProps("school.name")}
      />
      <ZoneSelect
        label={t("setup.field.timeZone")}
        description={t("setup.field.timeZoneHint")}
        {...form.getInputProps("school.time_zone")}
        onChange={(zone) => zone && form.setFieldValue("school", moveTo(form.values.school, zone))}
      />
      <div className={classes.pair}>
        <CurrencySelect
          label={t("setup.field.currency")}
          description={t("setup.field.currencyHint")}
          {...form.getInputProps("school.currency")}
        />
        <RegionSelect
          label={t("setup.field.phoneRegion")}
          description={t("setup.field.phoneRegionHint")}
          {...form.getInputProps("school.phone_region")}
        />
      </div>
      <NativeSelect
        label={t("setup.field.language")}
        description={t("setup.field.languageHint")}
        data={[
          { value: "en", label: "English" },
          { value: "zh", label: "中文" },
        ]}
        {...form.getInputProps("school.language")}
      />
    </>
  );
}

export function AdminStep({ form }: Props) {
  return (
    <>
      <TextInput
        label={t("setup.field.displayName")}
        description={t("session.displayNameHint")}
        autoComplete="name"
        maxLength={100}
        required
        {...form.getInputProps("admin.display_name")}
      />
      <TextInput
        label={t("session.username")}
        description={t("session.usernameHint")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        {...form.getInputProps("admin.username")}
      />
      <NewPasswordInput label={t("session.password")} {...form.getInputProps("admin.password")} />
      <TextInput
        label={t("setup.field.email")}
        description={t("setup.field.emailHint")}
        type="email"
        autoComplete="email"
        {...form.getInputProps("admin.email")}
      />
    </>
  );
}
