import { useForm } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { changesOf } from "@/lib/changes";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { FormFields, type FormValues } from "./FormFields";
import { type Enrollment, useEditDraft } from "./queries";

interface Props {
  enrollment: Enrollment;
  onClose: () => void;
}

const valuesOf = (enrollment: Enrollment): FormValues => ({
  class_group: String(enrollment.class_group.id),
  why: enrollment.why,
  expectations: enrollment.expectations,
  discount: Number(enrollment.discount) === 0 ? "" : enrollment.discount,
  discount_reason: enrollment.discount_reason,
  plan_template: enrollment.plan_template ? String(enrollment.plan_template.id) : "",
  contract_agreed: enrollment.contract_agreed,
});

const fieldsOf = ({ class_group: group, discount, plan_template: plan, ...rest }: FormValues) => ({
  ...rest,
  class_group: Number(group),
  discount: discount || "0",
  plan_template: plan ? Number(plan) : null,
});

/** The form before it is handed in, on the version that was looked at. */
export function DraftPanel({ enrollment, onClose }: Props) {
  const [{ version, before }] = useState(() => ({
    version: enrollment.version,
    before: valuesOf(enrollment),
  }));
  const edit = useEditDraft(enrollment.id);
  const form = useForm<FormValues>({ initialValues: before });
  const send = async (values: FormValues) => {
    await edit.mutateAsync({ version, changes: changesOf(fieldsOf(before), fieldsOf(values)) });
    notify(t("enrollments.draft.saved"));
    onClose();
  };
  return (
    <Panel opened onClose={onClose} title={t("enrollments.draft.title")}>
      <FormShell
        form={form}
        onSubmit={send}
        loading={edit.isPending}
        submitError={edit.error}
        submitLabel={t("ui.save")}
        draft={`enrollment.draft.${enrollment.id}.${version}`}
        sticky
      >
        <FormFields form={form} />
      </FormShell>
    </Panel>
  );
}
