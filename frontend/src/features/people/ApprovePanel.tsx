import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { PlaceFields, type Placement } from "./PlaceFields";
import { type Employee, useApprove } from "./queries";
import { salesOnly } from "./words";

/** Who approves: a manager gives one role, in departments of their own. */
export type Approver = Pick<Employee, "role" | "department">;

interface Props {
  employee: Employee;
  approver: Approver;
  onClose: () => void;
}

/** The registration grants nothing by itself: role and place are chosen here. */
export function ApprovePanel({ employee, approver, onClose }: Props) {
  const approve = useApprove(employee.id);
  const leads = approver.role === "admin" ? undefined : approver.department?.id;
  const form = useForm<Placement>({
    initialValues: {
      role: "sales",
      department: String(employee.department?.id ?? ""),
      campus: "",
    },
    validate: { department: (value) => (value ? null : t("errors.required")) },
  });
  async function submit({ role, department, campus }: Placement) {
    await approve.mutateAsync({
      role,
      department: Number(department),
      ...(campus ? { campus: Number(campus) } : {}),
    });
    notify(t("people.approved", { name: employee.display_name }));
    onClose();
  }
  return (
    <Panel
      opened
      onClose={onClose}
      title={t("people.approveTitle", { name: employee.display_name })}
      width={460}
    >
      <FormShell
        form={form}
        onSubmit={submit}
        loading={approve.isPending}
        submitError={approve.error}
        submitLabel={t("people.approve")}
        onCancel={onClose}
      >
        <PlaceFields
          form={form}
          within={leads}
          noCampus={t("people.departmentsCampus")}
          refusedRoles={salesOnly(approver.role)}
        />
      </FormShell>
    </Panel>
  );
}
