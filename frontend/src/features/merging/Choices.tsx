import { Radio } from "@mantine/core";
import { t } from "@/i18n";
import classes from "./merging.module.css";
import type { Comparison, Field } from "./queries";
import { sidesOf } from "./Sides";
import { FIELDS, fieldText, nameOf, valueText } from "./words";

interface Props {
  comparison: Comparison;
  fields: Field[];
  rightOf: (field: Field) => number;
  onChoose: (field: Field, id: number) => void;
}

/** Field by field what each says; of what differs one is chosen. */
export function Choices({ comparison, fields, rightOf, onChoose }: Props) {
  const people = sidesOf(comparison);
  const same = FIELDS.filter(
    (field) => !fields.includes(field) && people.some((person) => valueText(person, field)),
  );
  return (
    <>
      <section className={classes.section} aria-label={t("merging.fields")}>
        <h2 className={classes.heading}>{t("merging.fields")}</h2>
        <p className={classes.quiet}>
          {fields.length ? t("merging.fieldsHint") : t("merging.nothingDiffers")}
        </p>
        {fields.map((field) => (
          <Radio.Group
            key={field}
            className={classes.field ?? ""}
            label={fieldText(field)}
            value={String(rightOf(field))}
            onChange={(id) => onChoose(field, Number(id))}
          >
            <div className={classes.values}>
              {people.map((person) => (
                <Radio
                  key={person.id}
                  className={classes.value ?? ""}
                  value={String(person.id)}
                  aria-label={`${fieldText(field)}, ${nameOf(person)}: ${valueText(person, field) || t("merging.empty")}`}
                  label={valueText(person, field) || <em>{t("merging.empty")}</em>}
                />
              ))}
            </div>
          </Radio.Group>
        ))}
      </section>
      {same.length > 0 && (
        <section className={classes.section} aria-label={t("merging.same")}>
          <h2 className={classes.heading}>{t("merging.same")}</h2>
          <dl className={classes.facts}>
            {same.map((field) => (
              <div key={field}>
                <dt>{fieldText(field)}</dt>
                <dd>{people.map((person) => valueText(person, field)).find(Boolean)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
