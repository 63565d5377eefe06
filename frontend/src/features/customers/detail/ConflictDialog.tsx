import { Button, Group, Modal } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./detail.module.css";
import type { Conflict } from "./useEdit";

/** Side by side, so that nobody overwrites a colleague without seeing what they wrote. */
export function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const value = (text: string) => text || t("customers.conflict.empty");
  return (
    <Modal
      opened
      onClose={() => conflict.choose(false)}
      title={t("customers.conflict.title")}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      <p>{t("customers.conflict.explain", { field: conflict.field })}</p>
      <dl className={classes.conflict}>
        <div>
          <dt>{t("customers.conflict.before")}</dt>
          <dd>{value(conflict.before)}</dd>
        </div>
        <div>
          <dt>{t("customers.conflict.theirs")}</dt>
          <dd>{value(conflict.theirs)}</dd>
        </div>
        <div>
          <dt>{t("customers.conflict.mine")}</dt>
          <dd>{value(conflict.mine)}</dd>
        </div>
      </dl>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => conflict.choose(false)}>
          {t("customers.conflict.takeTheirs")}
        </Button>
        <Button onClick={() => conflict.choose(true)}>{t("customers.conflict.keepMine")}</Button>
      </Group>
    </Modal>
  );
}
