import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { type Language, setLanguage, t, useLanguage } from "@/i18n";

interface LanguageProps {
  /** Where there is an account that keeps it. */
  onChosen?: (language: Language) => void;
}

/** Each language is named in itself, so that whoever cannot read the page finds their own. */
export function LanguageSwitch({ onChosen }: LanguageProps) {
  const language = useLanguage();
  return (
    <SegmentedControl<Language>
      size="xs"
      aria-label={t("ui.language")}
      value={language}
      onChange={(next) => {
        onChosen?.(next);
        void setLanguage(next);
      }}
      data={[
        { value: "en", label: "English" },
        { value: "zh", label: "中文" },
      ]}
    />
  );
}

export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("ui.theme")}
      value={colorScheme}
      onChange={setColorScheme}
      data={[
        { value: "light", label: t("ui.themeLight") },
        { value: "dark", label: t("ui.themeDark") },
        { value: "auto", label: t("ui.themeAuto") },
      ]}
    />
  );
}
