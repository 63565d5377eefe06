import { Select, type SelectProps } from "@mantine/core";
import { useState } from "react";
import { t, useLanguage } from "@/i18n";
import {
  type Choice,
  currencyChoice,
  currencyChoices,
  regionChoice,
  regionChoices,
  zoneChoice,
  zoneChoices,
} from "@/lib/worldChoices";

/** With `form.getInputProps(…)`; the value in use is always among the choices. */
type Props = Omit<SelectProps, "data" | "searchable">;

export function ZoneSelect(props: Props) {
  return <LongSelect {...props} one={zoneChoice} all={zoneChoices} />;
}

export function CurrencySelect(props: Props) {
  return <LongSelect {...props} one={currencyChoice} all={currencyChoices} />;
}

/** The country of telephone numbers that are typed without one. */
export function RegionSelect(props: Props) {
  return <LongSelect {...props} one={regionChoice} all={regionChoices} />;
}

interface LongProps extends Props {
  one: (value: string, language: string) => Choice;
  all: (language: string) => Choice[];
}

/** One of hundreds, found by typing; they are named when they are first looked at, for that takes a moment. */
function LongSelect({ one, all, ...props }: LongProps) {
  const language = useLanguage();
  const [known, setKnown] = useState<Choice[] | null>(null);
  const chosen = props.value ?? props.defaultValue ?? "";
  const others = known ?? [];
  const missing = chosen !== "" && others.every(({ value }) => value !== chosen);
  return (
    <Select
      {...props}
      data={missing ? [one(chosen, language), ...others] : others}
      searchable
      allowDeselect={false}
      maxDropdownHeight={260}
      nothingFoundMessage={t("ui.none")}
      onDropdownOpen={() => setKnown((old) => old ?? all(language))}
    />
  );
}
