import { TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import classes from "./workdays.module.css";

interface Days {
  first_day: string;
  last_day: string;
}

/** From one day to another; one who says the first has said the last, until they say otherwise. */
export function DaysFields<Values extends Days>({ form }: { form: UseFormReturnType<Values> }) {
  const { first_day: first, last_day: last } = form.values;
  const set = (days: Partial<Days>) => form.setValues((now) => ({ ...now, ...days }));
  return (
    <div className={classes.pair}>
      <TextInput
        type="date"
        label={t("workdays.entry.first")}
        required
        value={first}
        error={form.errors.first_day}
        onChange={({ currentTarget: { value } }) => {
          form.clearFieldError("first_day");
          set({
            first_day: value,
            ...(!last || last === first || last < value ? { last_day: value } : {}),
          });
        }}
      />
      <TextInput
        type="date"
        label={t("workdays.entry.last")}
        required
        min={first}
        value={last}
        error={form.errors.last_day}
        onChange={({ currentTarget: { value } }) => {
          form.clearFieldError("last_day");
          set({ last_day: value });
        }}
      />
    </div>
  );
}
