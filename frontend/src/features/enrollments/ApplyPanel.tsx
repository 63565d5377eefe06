import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { BLANK, FormFields, type FormValues } from "./FormFields";
import { useApply } from "./queries";

interface Props {
  customer: { id: number; name: string };
  /** The class from whose page one came. */
  classGroup?: number | undefined;
  onClose: () => void;
}

/** The application form, from the customer's page: handed in at once, or kept as a draft. */
export function ApplyPanel({ customer, classGroup, onClose }: Props) {
  const apply = useApply();
  const form = useForm<FormValues>({
    initialValues: { ...BLANK, class_group: classGroup ? String(classGroup) : "" },
  });
  const chosen = form.values.class_group !== "";

  const send = (submit: boolean) => async (values: FormValues) => {
    const { class_group: group, discount, plan_template: plan, ...rest } = values;
    await apply.mutateAsync({
      ...rest,
      customer: customer.id,
      class_group: Number(group),
      ...(discount ? { discount } : {}),
      ...(plan ? { plan_template: Number(plan) } : {}),
      submit,
    });
    notify(t(submit ? "enrollments.applied" : "enrollments.drafted", { name: customer.name }));
    onClose();
  };

  return (
    <Panel opened onClose={onClose} title={t("enrollments.applyFor", { name: customer.name })}>
      <FormShell
        form={form}
        onSubmit={send(true)}
        loading={apply.isPending}
        submitError={apply.error}
        submitLabel={t("enrollments.handIn")}
        other={{ label: t("enrollments.keepDraft"), onSubmit: send(false) }}
        disabledReason={chosen ? undefined : t("enrollments.chooseClass")}
        draft={["enrollment", customer.id, classGroup].filter(Boolean).join(".")}
        sticky
      >
        <FormFields form={form} />
      </FormShell>
    </Panel>
  );
}
