import { useState } from "react";
import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { later } from "@/ui/later";
import { NumberButton } from "./NumberButton";
import classes from "./pools.module.css";
import type { Pool, Trial, TrialRules } from "./queries";
import { trialText } from "./sentences";
import type { Which } from "./trialRows";

const TrialRows = later(async () => (await import("./TrialRows")).TrialRows);

interface Props {
  pool: Pool;
  found: Trial;
  rules: TrialRules;
}

/** In a sentence, over the coming weeks, by rule and by consultant; every number opens its rows. */
export function TrialResult({ pool, found, rules }: Props) {
  const [which, setWhich] = useState<Which | null>(null);
  return (
    <div className={classes.trial}>
      <p className={classes.trialLead}>{trialText(found)}</p>
      {found.is_settling && <p className={classes.hint}>{t("admin.pool.trial.settling")}</p>}
      <Figures found={found} onOpen={setWhich} />
      <Weeks found={found} onOpen={setWhich} />
      <Consultants found={found} onOpen={setWhich} />
      {which && (
        <TrialRows
          pool={pool}
          rules={rules}
          found={found}
          which={which}
          onClose={() => setWhich(null)}
        />
      )}
    </div>
  );
}

interface PartProps {
  found: Trial;
  onOpen: (which: Which) => void;
}

function Figures({ found, onOpen }: PartProps) {
  return (
    <table className={classes.figures}>
      <caption>{t("admin.pool.trial.byRule")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("admin.pool.trial.rule")}</th>
          <th scope="col">{t("admin.pool.trial.atOnce")}</th>
          <th scope="col">{t("admin.pool.trial.soon")}</th>
        </tr>
      </thead>
      <tbody>
        {found.by_rule.map(({ rule, customers, within_7_days: soon }) => (
          <tr key={rule}>
            <th scope="row">{t(`customers.back.rule.${rule}`)}</th>
            <td>
              <NumberButton count={customers} onClick={() => onOpen({ when: "atOnce", rule })} />
            </td>
            <td>
              <NumberButton count={soon} onClick={() => onOpen({ when: "soon", rule })} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t("admin.pool.trial.all")}</th>
          <td>
            <NumberButton count={found.customers} onClick={() => onOpen({ when: "atOnce" })} />
          </td>
          <td>
            <NumberButton count={found.within_7_days} onClick={() => onOpen({ when: "soon" })} />
          </td>
        </tr>
        <tr>
          <th scope="row">{t("admin.pool.trial.today")}</th>
          <td>{found.today.customers}</td>
          <td>{found.today.within_7_days}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Bars in a table: the numbers stand beside them, for eyes and ears alike. */
function Weeks({ found, onOpen }: PartProps) {
  const most = Math.max(1, ...found.weeks.flatMap(({ customers, today }) => [customers, today]));
  const width = (count: number) => ({ inlineSize: `${(100 * count) / most}%` });
  const language = getLanguage();
  return (
    <table className={classes.weeks}>
      <caption>
        {t("admin.pool.trial.weeks")}
        <span className={classes.weekKey}>
          <i className={classes.barNew} aria-hidden /> {t("admin.pool.trial.new")}
          <i className={classes.barOld} aria-hidden /> {t("admin.pool.trial.old_rules")}
        </span>
      </caption>
      <thead className={classes.forEars}>
        <tr>
          <th scope="col">{t("admin.pool.trial.week")}</th>
          <td />
          <th scope="col">{t("admin.pool.trial.new")}</th>
          <th scope="col">{t("admin.pool.trial.old_rules")}</th>
        </tr>
      </thead>
      <tbody>
        {found.weeks.map(({ begins_at: begins, customers, today }, week) => (
          <tr key={begins}>
            <th scope="row">{exactDay(begins, language)}</th>
            <td className={classes.bars} aria-hidden>
              <span className={classes.barNew} style={width(customers)} />
              <span className={classes.barOld} style={width(today)} />
            </td>
            <td>
              <NumberButton count={customers} onClick={() => onOpen({ when: week })} />
            </td>
            <td className={classes.quietNumber}>{today}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Consultants({ found, onOpen }: PartProps) {
  if (found.by_consultant.length === 0) return null;
  return (
    <table className={classes.figures}>
      <caption>{t("admin.pool.trial.byConsultant")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("admin.pool.trial.consultant")}</th>
          <th scope="col">{t("admin.pool.trial.atOnce")}</th>
          <th scope="col">{t("admin.pool.trial.soon")}</th>
        </tr>
      </thead>
      <tbody>
        {found.by_consultant.map(({ consultant, customers, within_7_days: soon }) => (
          <tr key={consultant.id}>
            <th scope="row">{consultant.name}</th>
            <td>
              <NumberButton
                count={customers}
                onClick={() => onOpen({ when: "atOnce", consultant })}
              />
            </td>
            <td>
              <NumberButton count={soon} onClick={() => onOpen({ when: "soon", consultant })} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
