import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { t } from "@/i18n";
import { readable } from "@/ui/PhoneLink";
import { customerKeys } from "./keys";

interface Props {
  label: string;
  placeholder: string;
  nothingFound: string;
  value: number | null;
  onChange: (id: number | null, name?: string) => void;
}

const PAUSE_MS = 250;
const SHOWN = 10;

/** One of those whom I or my people hold, found by name or number. */
export function HeldPicker({ label, placeholder, nothingFound, value, onChange }: Props) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  // What stands in the input is the choice itself, not a question.
  const { data: found = [] } = useHeld(asked === chosen?.label ? "" : asked);
  const options = found.map(({ id, name, phone }) => ({
    value: String(id),
    label: [name || t("customers.unnamed"), phone && readable(phone)].filter(Boolean).join(" · "),
  }));
  if (chosen && !options.some((option) => option.value === chosen.value)) options.unshift(chosen);
  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={options}
      value={value === null ? null : String(value)}
      onChange={(id, option) => {
        setChosen(id ? option : null);
        onChange(id ? Number(id) : null, found.find((each) => String(each.id) === id)?.name);
      }}
      searchable
      data-autofocus
      searchValue={text}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      nothingFoundMessage={asked && text === asked ? nothingFound : undefined}
    />
  );
}

function useHeld(text: string) {
  const query = { scope: "team" as const, page_size: SHOWN, ...(text && { search: text }) };
  return useQuery({
    queryKey: [...customerKeys.all, "held", text],
    queryFn: () => unwrap(api.GET("/api/v1/customers/", { params: { query } })),
    select: (page) => page.results,
  });
}
