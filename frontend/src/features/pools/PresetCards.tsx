import { Radio, Stack } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./pools.module.css";
import type { Preset } from "./queries";
import { rulesText } from "./sentences";

interface Props {
  presets: readonly Preset[];
  value: Preset["code"] | undefined;
  onChoose: (preset: Preset) => void;
  description?: string;
  /** Say each one's rules too, where nothing else on the screen does. */
  withRules?: boolean;
}

/** Three policies to begin with. */
export function PresetCards({ presets, value, onChoose, description, withRules }: Props) {
  const choose = (code: string) => {
    const preset = presets.find((each) => each.code === code);
    if (preset) onChoose(preset);
  };
  return (
    <Radio.Group
      label={t("admin.pool.preset.legend")}
      description={description}
      value={value ?? ""}
      onChange={choose}
    >
      <Stack gap="xs" mt="xs">
        {presets.map(({ code, fields }) => (
          <Radio
            key={code}
            value={code}
            classNames={{ root: classes.preset ?? "" }}
            label={t(`admin.pool.preset.${code}`)}
            description={
              <>
                {t(`admin.pool.preset.${code}Means`)}
                {withRules && (
                  <span className={classes.presetRules}>{rulesText(fields).join(" ")}</span>
                )}
              </>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
