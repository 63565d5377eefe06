import { NumberInput, Radio } from "@mantine/core";
import { getLanguage, t } from "@/i18n";
import { moneyText } from "@/lib/money";
import type { FieldsProps } from "./PolicyForm";
import { type Example, type RefundRule, useExamples } from "./queries";
import classes from "./selling.module.css";

/** What a leaver gets back, with examples that change as the rule does. */
export function RefundFields({ form }: FieldsProps) {
  const { refund_rule: rule, refund_fee_percent: fee } = form.values;
  return (
    <fieldset className={classes.part}>
      <legend>{t("selling.refund")}</legend>
      <Radio.Group label={t("selling.rule")} {...form.getInputProps("refund_rule")}>
        <div className={classes.choices}>
          {(["sessions", "days"] as const).map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`selling.rules.${each}`)}
              description={t(`selling.rulesHint.${each}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <NumberInput
        label={t("selling.fee")}
        description={t("selling.feeHint")}
        allowDecimal={false}
        hideControls
        min={0}
        max={100}
        suffix=" %"
        {...form.getInputProps("refund_fee_percent")}
      />
      <Examples rule={rule} fee={typeof fee === "number" ? fee : 0} />
    </fieldset>
  );
}

function Examples({ rule, fee }: { rule: RefundRule; fee: number }) {
  const { data: examples } = useExamples(rule, fee);
  return (
    <div className={classes.examples}>
      <h2>{t("selling.examples")}</h2>
      <ul aria-live="polite">
        {(examples ?? []).map((example) => (
          <li key={example.case}>{sentenceOf(example, rule)}</li>
        ))}
      </ul>
    </div>
  );
}

function sentenceOf(example: Example, rule: RefundRule): string {
  const money = (amount: string) => moneyText(amount, example.currency, getLanguage());
  const { done, total } = example;
  return t(`selling.example.${example.case}`, {
    price: money(example.price),
    paid: money(example.paid),
    gone: t(`selling.gone.${rule}`, { done, total }),
    used: money(example.used),
    fee: money(example.fee),
    due: money(example.due),
  });
}
