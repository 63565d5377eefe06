import { Tooltip, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "@/i18n";
import { exact, relative } from "@/lib/dates";

/** "3 days ago"; the exact instant on hover, focus and tap. Renders a dash for null. */
export function RelativeDate({ at }: { at: string | null | undefined }) {
  const language = useLanguage();
  const [opened, setOpened] = useState(false);
  if (!at) return <span aria-hidden>–</span>;
  const show = () => setOpened(true);
  const hide = () => setOpened(false);
  return (
    <Tooltip label={exact(at, language)} opened={opened}>
      <UnstyledButton
        component="time"
        fz="inherit"
        dateTime={at}
        onMouseEnter={show}
        onMouseLeave={hide}
        onTouchStart={show}
        onTouchEnd={() => setTimeout(hide, 1500)}
      >
        {relative(at)}
      </UnstyledButton>
    </Tooltip>
  );
}
