import { Anchor, Button, Modal } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { RelativeDate } from "@/ui/RelativeDate";
import { useFocusBack } from "@/ui/useFocusBack";
import classes from "./pools.module.css";
import { type Pool, type Trial, type TrialRules, useTrialOf } from "./queries";
import { countOf, rowsOf, type Which } from "./trialRows";

interface Props {
  pool: Pool;
  rules: TrialRules;
  found: Trial;
  which: Which;
  onClose: () => void;
}

const PAGE = 50;

/** The customers behind a number: whose they are, when they would go back, by which rule. */
export function TrialRows({ pool, rules, found, which, onClose }: Props) {
  useFocusBack();
  const [shown, setShown] = useState(PAGE);
  const isCut = found.rows_total > found.rows.length;
  const own = useTrialOf(pool.id, rules, isCut ? which.consultant?.id : undefined);
  const rows = rowsOf(own.data ?? found, which);
  const count = countOf(found, which);
  const by = which.consultant ? t("admin.pool.trial.of", { name: which.consultant.name }) : "";
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={[t("admin.pool.trial.rows", { count }), by].filter(Boolean).join(" · ")}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      <ul className={classes.trialRows}>
        {rows.slice(0, shown).map((row) => (
          <li key={row.customer.id}>
            <Anchor component={Link} to={paths.customer(row.customer.id)} target="_blank">
              {row.customer.name || t("customers.unnamed")}
            </Anchor>
            <span>{row.consultant.name}</span>
            <span className={classes.rowRule}>
              <RelativeDate at={row.due_at} /> · {t(`customers.back.rule.${row.rule}`)}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > shown ? (
        <Button variant="default" onClick={() => setShown(shown + PAGE)}>
          {t("admin.pool.trial.more", { shown, count: rows.length })}
        </Button>
      ) : (
        rows.length < count && (
          <p className={classes.hint}>{t("admin.pool.trial.cut", { shown: rows.length, count })}</p>
        )
      )}
    </Modal>
  );
}
