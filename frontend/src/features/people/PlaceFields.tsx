import { NativeSelect, Radio, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { campusesQuery } from "@/api/reference";
import { t } from "@/i18n";
import { type Role, ROLES, useDepartments } from "./queries";
import { departmentChoices } from "./words";

export interface Placement {
  role: Role;
  department: string;
  campus: string;
}

interface Props {
  form: UseFormReturnType<Placement>;
  /** Roles that may not be given, and why not. */
  refusedRoles?: { roles: readonly Role[]; reason: string } | undefined;
  /** Only this department and those below it. */
  within?: number | undefined;
  /** What an empty campus means. */
  noCampus: string;
}

/** What somebody is, and where. */
export function PlaceFields({ form, refusedRoles, within, noCampus }: Props) {
  const departments = departmentChoices(useDepartments().data ?? [], within);
  const campuses = useQuery(campusesQuery).data ?? [];
  const refused = (role: Role) => refusedRoles?.roles.includes(role) ?? false;
  return (
    <>
      <Radio.Group
        label={t("people.field.role")}
        description={refusedRoles?.reason}
        {...form.getInputProps("role")}
      >
        <Stack gap="xs" mt="xs">
          {ROLES.map((role) => (
            <Radio
              key={role}
              value={role}
              label={t(`people.role.${role}`)}
              description={t(`people.roleMeans.${role}`)}
              disabled={refused(role)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <NativeSelect
        label={t("people.field.department")}
        data={[{ value: "", label: t("ui.choose"), disabled: true }, ...departments]}
        {...form.getInputProps("department")}
      />
      <NativeSelect
        label={t("people.field.campus")}
        data={[
          { value: "", label: noCampus },
          ...campuses.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        {...form.getInputProps("campus")}
      />
    </>
  );
}
