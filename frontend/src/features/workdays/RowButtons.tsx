import { Button } from "@mantine/core";
import { t } from "@/i18n";

interface Props {
  /** What the buttons say to who does not see the row. */
  labels: { edit: string; remove: string };
  onEdit: (() => void) | undefined;
  onRemove: () => void;
  removing: boolean;
}

export function RowButtons({ labels, onEdit, onRemove, removing }: Props) {
  return (
    <>
      {onEdit && (
        <Button variant="default" size="compact-sm" aria-label={labels.edit} onClick={onEdit}>
          {t("workdays.edit")}
        </Button>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        loading={removing}
        aria-label={labels.remove}
        onClick={onRemove}
      >
        {t("workdays.remove")}
      </Button>
    </>
  );
}
