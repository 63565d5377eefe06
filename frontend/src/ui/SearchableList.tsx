import { MultiSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/i18n";

interface Props {
  label: string;
  options: readonly { value: string; label: string }[];
  values: string[];
  onChange: (values: string[]) => void;
  error?: ReactNode;
}

/** Several of very many. */
export default function SearchableList({ label, options, values, onChange, error }: Props) {
  return (
    <MultiSelect<string>
      label={label}
      data={[...options]}
      value={values}
      onChange={onChange}
      error={error}
      searchable
      hidePickedOptions
      nothingFoundMessage={t("ui.none")}
    />
  );
}
