import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { campusesQuery } from "@/api/reference";
import { t } from "@/i18n";

export const EVERYWHERE = "all";

interface Props {
  /** An id, or EVERYWHERE. */
  value: string;
  onChange: (value: string) => void;
}

/** At which campus. */
export function CampusSelect({ value, onChange }: Props) {
  const { data: campuses = [] } = useQuery(campusesQuery);
  const places = campuses.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <NativeSelect
      aria-label={t("agenda.expected.campus")}
      data={[{ value: EVERYWHERE, label: t("agenda.expected.all") }, ...places]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
