import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { campusesQuery } from "@/api/reference";
import { t } from "@/i18n";
import { fromInput, nextDate, toInput } from "@/lib/dates";
import { ChoiceChips } from "@/ui/ChoiceChips";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { type Kind, kinds, nextDates } from "./labels";
import { planText } from "./planText";
import { type Plan, useChangePlan, useSchedulePlan } from "./queries";

interface Values {
  kind: Kind;
  due_at: string;
  campus: string;
  note: string;
}

interface PlanFormProps {
  customer: number;
  onDone: () => void;
  /** When, as an input says it; to be chosen unless told. */
  at?: string;
}

/** Plan a contact with a customer. */
export function PlanForm({ customer, onDone, at = "" }: PlanFormProps) {
  const schedule = useSchedulePlan();
  return (
    <Form
      initial={{ kind: "call", due_at: at, campus: "", note: "" }}
      // A time that was just pointed at counts, whatever was begun before.
      draft={at ? undefined : `plan.${customer}`}
      command={schedule}
      onSave={async (values) => {
        const plan = await schedule.mutateAsync({ customer, ...bodyOf(values) });
        notify(`${t("followups.scheduled")}: ${planText(plan)}`);
        onDone();
      }}
      onCancel={onDone}
    />
  );
}

/** Another time, place or kind for an open plan. */
export function MovePlanForm({ plan, onDone }: { plan: Plan; onDone: () => void }) {
  const change = useChangePlan(plan.id);
  const { kind, note } = plan;
  const campus = plan.campus ? String(plan.campus.id) : "";
  return (
    <Form
      initial={{ kind, note, campus, due_at: toInput(plan.due_at) }}
      draft={`move-plan.${plan.id}`}
      command={change}
      onSave={async (values) => {
        const moved = await change.mutateAsync(bodyOf(values));
        notify(`${t("followups.movedTo")} ${planText(moved)}`);
        onDone();
      }}
      onCancel={onDone}
    />
  );
}

const bodyOf = ({ kind, due_at, campus, note }: Values) => ({
  kind,
  due_at: fromInput(due_at),
  note: note.trim(),
  campus: campus ? Number(campus) : null,
});

interface FormProps {
  initial: Values;
  draft: string | undefined;
  command: { isPending: boolean; error: unknown };
  onSave: (values: Values) => Promise<void>;
  onCancel: () => void;
}

function Form({ initial, draft, command, onSave, onCancel }: FormProps) {
  const { data: campuses = [] } = useQuery(campusesQuery);
  const form = useForm<Values>({
    initialValues: initial,
    validate: { due_at: (due) => (due ? null : t("errors.required")) },
  });
  const { kind } = form.values;
  const chips = nextDates().filter(({ value }) => value !== "pick" && value !== "none");
  const places = campuses.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <FormShell
      form={form}
      onSubmit={onSave}
      loading={command.isPending}
      submitError={command.error}
      submitLabel={t("followups.save")}
      {...(draft && { draft })}
      onCancel={onCancel}
    >
      <ChoiceChips
        label={t("followups.what")}
        options={kinds()}
        value={kind}
        onChange={(next) => next && form.setFieldValue("kind", next)}
      />
      <ChoiceChips
        label={t("followups.dueAt")}
        options={chips}
        value=""
        onChange={(chip) => {
          if (chip === "" || chip === "pick" || chip === "none") return;
          form.setFieldValue("due_at", toInput(nextDate(chip)));
        }}
      />
      <TextInput
        type="datetime-local"
        label={t("followups.pickDate")}
        min={toInput(new Date())}
        {...form.getInputProps("due_at")}
      />
      {/* They come to us for these; the API knows where when it is not said. */}
      {(kind === "visit" || kind === "trial_lesson") && (
        <NativeSelect
          label={t("followups.campus")}
          data={[{ value: "", label: t("followups.campusAuto") }, ...places]}
          {...form.getInputProps("campus")}
        />
      )}
      <Textarea
        label={t("followups.planNote")}
        autosize
        minRows={2}
        maxLength={5000}
        {...form.getInputProps("note")}
      />
    </FormShell>
  );
}
