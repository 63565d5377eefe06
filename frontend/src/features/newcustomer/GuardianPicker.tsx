import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { t } from "@/i18n";
import { readable } from "@/ui/PhoneLink";
import { type Customer, useGuardian, useGuardians } from "./queries";

interface Props {
  value: string;
  onChange: (id: string) => void;
  error?: ReactNode;
}

const PAUSE_MS = 250;

/** A parent whom the school knows: found by name or number. */
export default function GuardianPicker({ value, onChange, error }: Props) {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  const { data: chosen } = useGuardian(value);
  const label = chosen ? labelOf(chosen) : "";
  // What stands in the input is the choice itself, not a question.
  const { data: found = [] } = useGuardians(asked === label ? "" : asked);
  const options = found.map((each) => ({ value: String(each.id), label: labelOf(each) }));
  if (chosen && !found.some(({ id }) => id === chosen.id))
    options.unshift({ value: String(chosen.id), label });
  return (
    <Select
      label={t("newcustomer.guardian")}
      description={t("newcustomer.guardianHint")}
      inputWrapperOrder={["label", "input", "description", "error"]}
      placeholder={t("newcustomer.guardianSearch")}
      data={options}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("ui.none") }}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      nothingFoundMessage={asked && text === asked ? t("newcustomer.guardianNone") : undefined}
      error={error}
    />
  );
}

const labelOf = ({ name, phone }: Pick<Customer, "name" | "phone">) =>
  [name || t("newcustomer.somebody"), phone && readable(phone)].filter(Boolean).join(" · ");
