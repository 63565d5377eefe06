import { Modal } from "@mantine/core";
import { Fragment } from "react";
import { type PlainKey, t } from "@/i18n";
import { KeyHint } from "@/ui/KeyHint";
import { useFocusBack } from "@/ui/useFocusBack";
import classes from "./money.module.css";

const KEYS: readonly [keys: readonly string[], what: PlainKey][] = [
  [["J", "K"], "money.keys.walk"],
  [["Enter"], "money.keys.open"],
  [["C"], "money.keys.accept"],
  [["X"], "money.keys.reject"],
  [["Esc"], "money.keys.close"],
  [["/"], "money.keys.search"],
  [["?"], "money.keys.help"],
];

/** Which key does what in the queue. */
export function QueueKeys({ onClose }: { onClose: () => void }) {
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("money.keys.title")}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      <dl className={classes.keys}>
        {KEYS.map(([keys, what]) => (
          <Fragment key={what}>
            <dt>
              {keys.map((key) => (
                <KeyHint key={key} said>
                  {key}
                </KeyHint>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
