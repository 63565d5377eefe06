import { Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { t } from "@/i18n";
import classes from "./enrollments.module.css";
import { openClassesQuery, planTemplatesQuery } from "./queries";
import { classText } from "./words";

/** The application form as it is typed: ids and money are texts. */
export interface FormValues {
  class_group: string;
  why: string;
  expectations: string;
  discount: string;
  discount_reason: string;
  plan_template: string;
  contract_agreed: boolean;
}

export const BLANK: FormValues = {
  class_group: "",
  why: "",
  expectations: "",
  discount: "",
  discount_reason: "",
  plan_template: "",
  contract_agreed: false,
};

/** The fields of the application form, for a new one and for a draft. */
export function FormFields({ form }: { form: UseFormReturnType<FormValues> }) {
  const open = useQuery(openClassesQuery);
  const classGroups = open.data ?? [];
  const templates = useQuery(planTemplatesQuery).data ?? [];
  const chosen = classGroups.find(({ id }) => String(id) === form.values.class_group);
  return (
    <>
      <NativeSelect
        label={t("enrollments.class")}
        required
        description={open.data?.length === 0 ? t("enrollments.noneOpen") : undefined}
        data={[
          { value: "", label: t("enrollments.chooseClass") },
          ...classGroups.map((group) => ({ value: String(group.id), label: classText(group) })),
        ]}
        {...form.getInputProps("class_group")}
      />
      {chosen && chosen.seats.free < 1 && (
        <p className={classes.quiet}>{t("enrollments.fullHint")}</p>
      )}
      <Textarea label={t("enrollments.why")} autosize minRows={2} {...form.getInputProps("why")} />
      <Textarea
        label={t("enrollments.expectations")}
        autosize
        minRows={2}
        {...form.getInputProps("expectations")}
      />
      <TextInput
        label={
          chosen
            ? t("enrollments.discountOf", { currency: chosen.currency })
            : t("enrollments.discount")
        }
        inputMode="decimal"
        {...form.getInputProps("discount")}
      />
      {form.values.discount && (
        <TextInput
          label={t("enrollments.discountReason")}
          {...form.getInputProps("discount_reason")}
        />
      )}
      {templates.length > 0 && (
        <NativeSelect
          label={t("enrollments.plan")}
          data={[
            { value: "", label: t("enrollments.atOnce") },
            ...templates.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          {...form.getInputProps("plan_template")}
        />
      )}
      <Checkbox
        label={t("enrollments.agreeContract")}
        {...form.getInputProps("contract_agreed", { type: "checkbox" })}
      />
    </>
  );
}
