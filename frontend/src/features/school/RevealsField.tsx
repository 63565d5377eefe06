import { NumberInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import type { SchoolFields } from "./queries";

/** How many masked contacts a manager may look at in a day. */
export function RevealsField({ form }: { form: UseFormReturnType<SchoolFields> }) {
  return (
    <NumberInput
      label={t("admin.school.reveals")}
      description={t("admin.school.hint.daily_reveals")}
      min={0}
      max={1000}
      allowDecimal={false}
      required
      {...form.getInputProps("daily_reveals")}
    />
  );
}
