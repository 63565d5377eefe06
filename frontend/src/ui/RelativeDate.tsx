import { UnstyledButton } from "@mantine/core";
import { useLanguage } from "@/i18n";
import { exact, relative } from "@/lib/dates";
import { useTip } from "./useTip";

/** "3 days ago"; the exact instant on hover, focus and tap. Renders a dash for null. */
export function RelativeDate({ at }: { at: string | null | undefined }) {
  const language = useLanguage();
  const { handlers, tip } = useTip(at ? exact(at, language) : "");
  if (!at) return <span aria-hidden>–</span>;
  return (
    <>
      <UnstyledButton component="time" fz="inherit" dateTime={at} {...handlers}>
        {relative(at, language)}
      </UnstyledButton>
      {tip}
    </>
  );
}
