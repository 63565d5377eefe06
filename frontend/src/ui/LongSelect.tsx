import { Select, type SelectProps } from "@mantine/core";
import { useState } from "react";
import { t, useLanguage } from "@/i18n";
import type { Choice } from "@/lib/worldChoices";
import classes from "./LongSelect.module.css";

export type LongSelectProps = Omit<SelectProps, "data" | "searchable">;

interface Props extends LongSelectProps {
  one: (value: string, language: string) => Choice;
  all: (language: string) => Choice[];
}

/** One of hundreds, found by typing; they are named when they are first looked at, for that takes a moment. */
export default function LongSelect({ one, all, ...props }: Props) {
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
      // The list scrolls itself and stands where its field stands: so it is within what a screen reader reads.
      withScrollArea={false}
      comboboxProps={{ withinPortal: false }}
      classNames={{ options: classes.options ?? "" }}
      nothingFoundMessage={t("ui.none")}
      onDropdownOpen={() => setKnown((old) => old ?? all(language))}
    />
  );
}
