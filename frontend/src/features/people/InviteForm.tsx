import { Skeleton, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { t } from "@/i18n";
import { FormShell } from "@/ui/FormShell";
import type { Approver } from "./ApprovePanel";
import { type Grant, GrantFields } from "./GrantFields";
import { type MadeInvitation, useInvite } from "./invitations";
import { PlaceFields, type Placement } from "./PlaceFields";
import { useDepartments } from "./queries";
import { salesOnly } from "./words";

interface Props {
  /** Who invites: a manager only consultants, into departments of their own. */
  inviter: Approver;
  onMade: (invitation: MadeInvitation) => void;
  onCancel?: (() => void) | undefined;
}

interface Values extends Placement {
  display_name: string;
  email: string;
  grants: Grant[];
}

export function InviteForm(props: Props) {
  const departments = useDepartments().data;
  if (!departments) return <Skeleton height={280} />;
  const own = props.inviter.department ?? (departments.length === 1 ? departments[0] : undefined);
  return <Form {...props} department={String(own?.id ?? "")} />;
}

function Form({ inviter, department: own, onMade, onCancel }: Props & { department: string }) {
  const invite = useInvite();
  const form = useForm<Values>({
    initialValues: {
      role: "sales",
      department: own,
      campus: "",
      display_name: "",
      email: "",
      grants: [],
    },
    validate: { department: (value) => (value ? null : t("errors.required")) },
  });
  async function submit({ role, department, campus, grants, ...rest }: Values) {
    const made = await invite.mutateAsync({
      role,
      department: Number(department),
      ...(campus ? { campus: Number(campus) } : {}),
      ...(role === "sales" && grants.length > 0 ? { grants } : {}),
      ...(rest.display_name.trim() ? { display_name: rest.display_name.trim() } : {}),
      ...(rest.email.trim() ? { email: rest.email.trim() } : {}),
    });
    form.reset();
    onMade(made);
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={invite.isPending}
      submitError={invite.error}
      submitLabel={t("people.invite.make")}
      draft="invite"
      onCancel={onCancel}
    >
      <TextInput
        label={t("people.invite.name")}
        autoComplete="off"
        maxLength={100}
        {...form.getInputProps("display_name")}
      />
      <TextInput
        label={t("people.invite.email")}
        description={t("people.invite.emailHint")}
        type="email"
        autoComplete="off"
        {...form.getInputProps("email")}
      />
      <PlaceFields
        // Of its values, those that say role and place.
        form={form as unknown as UseFormReturnType<Placement>}
        within={inviter.role === "admin" ? undefined : inviter.department?.id}
        noCampus={t("people.departmentsCampus")}
        refusedRoles={salesOnly(inviter.role)}
      />
      {form.values.role === "sales" && inviter.role === "admin" && (
        <GrantFields
          value={form.values.grants}
          onChange={(grants) => form.setFieldValue("grants", grants)}
        />
      )}
    </FormShell>
  );
}
