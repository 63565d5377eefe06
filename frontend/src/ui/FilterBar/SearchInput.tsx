import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className?: string | undefined;
  /** Where searching is what the page is for. */
  size?: "xs" | "md";
}

const PAUSE_MS = 250;

/** Searches once typing pauses, and at once on clearing. */
export function SearchInput({ label, value, onChange, className, size = "xs" }: Props) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // The URL changed by other means than typing here (Back, "clear filters").
  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }
  const say = useDebouncedCallback(onChange, PAUSE_MS);
  const type = (next: string) => {
    setTyped(next);
    say(next.trim());
  };
  return (
    <TextInput
      type="search"
      size={size}
      className={className ?? ""}
      aria-label={label}
      placeholder={label}
      leftSection={<Search size={15} aria-hidden />}
      rightSection={
        typed && (
          <CloseButton size="sm" aria-label={t("ui.clearFilters")} onClick={() => type("")} />
        )
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
