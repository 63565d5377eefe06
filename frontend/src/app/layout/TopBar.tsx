import { TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type FormEvent, useRef } from "react";
import { Bell } from "@/features/notifications/Bell";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { KeyHint } from "@/ui/KeyHint";
import classes from "./Shell.module.css";

/** The one search. "/" goes there from anywhere. */
export function TopBar({ me }: { me: number }) {
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  useHotkeys([["/", () => input.current?.focus()]]);
  function submit(event: FormEvent) {
    event.preventDefault();
    const text = input.current?.value.trim();
    if (text) void navigate({ href: paths.search(text) });
  }
  return (
    <div className={classes.top}>
      <form role="search" className={classes.search} onSubmit={submit}>
        <TextInput
          ref={input}
          type="search"
          variant="filled"
          size="xs"
          aria-label={t("nav.search")}
          placeholder={t("nav.searchHint")}
          leftSection={<Search size={15} aria-hidden />}
          rightSection={<KeyHint>/</KeyHint>}
        />
      </form>
      <Bell me={me} />
    </div>
  );
}
