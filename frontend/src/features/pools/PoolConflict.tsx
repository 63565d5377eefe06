import { Button, Group, Modal } from "@mantine/core";
import { t } from "@/i18n";
import { useFocusBack } from "@/ui/useFocusBack";
import classes from "./pools.module.css";
import { rulesText } from "./sentences";
import type { Conflict } from "./usePoolForm";
import { fieldsOf } from "./values";

/** Two people changed the rules of one pool: side by side, and what differs is marked. */
export function PoolConflict({ theirs, mine, choose }: Conflict) {
  useFocusBack();
  const sides = [
    { title: t("admin.pool.conflict.theirs"), said: [theirs.name, ...rulesText(theirs)] },
    {
      title: t("admin.pool.conflict.mine"),
      said: [mine.name.trim(), ...rulesText(fieldsOf(mine))],
    },
  ];
  const both = sides[0]?.said.filter((sentence) => sides[1]?.said.includes(sentence)) ?? [];
  return (
    <Modal
      opened
      size="lg"
      onClose={() => choose(false)}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t("admin.pool.conflict.title")}
    >
      <p>{t("admin.pool.conflict.lead")}</p>
      <div className={classes.sides}>
        {sides.map(({ title, said }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <ul className={classes.rules}>
              {said.map((sentence) => (
                <li key={sentence}>
                  {both.includes(sentence) ? sentence : <mark>{sentence}</mark>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => choose(false)}>
          {t("admin.pool.conflict.take")}
        </Button>
        <Button onClick={() => choose(true)}>{t("admin.pool.conflict.keep")}</Button>
      </Group>
    </Modal>
  );
}
