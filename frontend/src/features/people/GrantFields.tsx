import { Checkbox, Stack } from "@mantine/core";
import { t } from "@/i18n";

const GRANTS = ["import", "export"] as const;
export type Grant = (typeof GRANTS)[number];

interface Props {
  value: Grant[];
  onChange: (grants: Grant[]) => void;
}

/** What one consultant may do beyond the others. */
export function GrantFields({ value, onChange }: Props) {
  return (
    <Checkbox.Group
      label={t("people.grants")}
      value={value}
      onChange={(next) => onChange(GRANTS.filter((grant) => next.includes(grant)))}
    >
      <Stack gap="xs" mt="xs">
        {GRANTS.map((grant) => (
          <Checkbox key={grant} value={grant} label={t(`people.grant.${grant}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
