import { Switch } from "@mantine/core";
import { useForm } from "@mantine/form";
import { getLanguage, t } from "@/i18n";
import { ManyChips } from "@/ui/ChoiceChips";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { type Campus, type School, useSaveRest } from "./queries";
import { weekdayName } from "./year";

interface Props {
  school: School;
  campus: Campus | undefined;
  onClose: () => void;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The weekly days of rest, to change: the school's, or a campus's own. */
export function RestPanel({ school, campus, onClose }: Props) {
  const save = useSaveRest(school, campus);
  const days = campus?.rest_days ?? school.rest_days;
  const form = useForm({
    initialValues: { own: campus ? campus.rest_days !== null : true, rest_days: days.map(String) },
  });
  async function submit({ own, rest_days }: typeof form.values) {
    await save.mutateAsync(own ? rest_days.map(Number).sort() : null);
    notify(t("workdays.weekly.saved"));
    onClose();
  }
  return (
    <Panel opened onClose={onClose} title={t("workdays.weekly.panel")} width={460}>
      <FormShell
        form={form}
        onSubmit={submit}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={t("ui.save")}
        onCancel={onClose}
      >
        {campus && (
          <Switch
            label={t("workdays.weekly.own", { campus: campus.name })}
            {...form.getInputProps("own", { type: "checkbox" })}
          />
        )}
        {form.values.own && (
          <ManyChips
            label={t("workdays.weekly.days")}
            options={WEEK.map((day) => ({
              value: String(day),
              label: weekdayName(day, getLanguage(), "short"),
            }))}
            values={form.values.rest_days}
            onChange={(chosen) => form.setFieldValue("rest_days", chosen)}
            error={form.errors.rest_days}
          />
        )}
      </FormShell>
    </Panel>
  );
}
