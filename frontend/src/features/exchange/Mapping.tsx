import { NativeSelect } from "@mantine/core";
import { t } from "@/i18n";
import { entryText } from "@/ui/entryText";
import classes from "./imports.module.css";
import type { Change, Import } from "./queries";
import { fieldText } from "./words";

interface Props {
  batch: Import;
  /** It runs, or is in: shown, not to be changed. */
  fixed: boolean;
  onChange: (change: Change) => void;
}

/** What each column of the file means. */
export function Mapping({ batch, fixed, onChange }: Props) {
  return (
    <section aria-labelledby="import-mapping">
      <h2 id="import-mapping" className={classes.title}>
        {t("imports.columns")}
      </h2>
      <p className={classes.lead}>
        {t("imports.headerRow", { row: batch.header_row })} {!fixed && t("imports.columnsLead")}
      </p>
      <ul className={classes.mapping}>
        {batch.columns.map((column) => (
          <Column key={column.index} {...{ batch, column, fixed, onChange }} />
        ))}
      </ul>
    </section>
  );
}

type ColumnProps = Props & { column: Import["columns"][number] };

function Column({ batch, column, fixed, onChange }: ColumnProps) {
  const index = String(column.index);
  const code = batch.mapping[index] ?? "skip";
  const name = column.header || t("imports.columnNumber", { number: column.index + 1 });
  return (
    <li className={classes.column} data-skipped={code === "skip"}>
      <span className={classes.header}>{name}</span>
      <span className={classes.samples} title={column.samples.join(" · ")}>
        {column.samples.join(" · ") || t("imports.noSamples")}
      </span>
      {fixed ? (
        <span>{fieldText(code, batch.fields)}</span>
      ) : (
        <NativeSelect
          size="xs"
          aria-label={t("imports.meaning", { column: name })}
          value={code}
          data={batch.fields.map((field) => ({
            value: field.code,
            label: entryText(field) + takenNote(batch, field, index),
          }))}
          onChange={(event) => onChange(mapped(batch, index, event.currentTarget.value))}
        />
      )}
    </li>
  );
}

type Field = Import["fields"][number];

/** The other column that has a field which only one may have. */
function holderOf(batch: Import, field: Field, index: string): string | undefined {
  if (field.several) return undefined;
  return Object.keys(batch.mapping).find(
    (other) => other !== index && batch.mapping[other] === field.code,
  );
}

function takenNote(batch: Import, field: Field, index: string): string {
  const holder = holderOf(batch, field, index);
  const column = batch.columns.find((each) => String(each.index) === holder);
  return column ? ` ${t("imports.insteadOf", { column: column.header })}` : "";
}

/** Map a column; one that had the field before is kept under its own name. */
function mapped(batch: Import, index: string, code: string): Change {
  const field = batch.fields.find((each) => each.code === code);
  const holder = field && holderOf(batch, field, index);
  return { mapping: { ...(holder ? { [holder]: "extra" } : {}), [index]: code } };
}
