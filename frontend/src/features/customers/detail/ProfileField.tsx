import type { Customer } from "@/features/customers/types";
import { Field, InlineField } from "@/ui/Field";
import { later } from "@/ui/later";
import { readable } from "@/ui/PhoneLink";
import classes from "./detail.module.css";
import { type FieldSpec, wording } from "./fields";
import type { SeveralProps } from "./SeveralField";

const SeveralField = later(
  async () => (await import("./SeveralField")).SeveralField,
  ({ spec, value }: SeveralProps) => (
    <Field label={spec.label}>
      <span>{wording(spec, value) || "–"}</span>
    </Field>
  ),
);

interface Props {
  spec: FieldSpec;
  customer: Customer;
  onSave: (spec: FieldSpec, value: string) => Promise<void>;
}

/** One field of the profile, edited where it stands as far as the API lets me. */
export function ProfileField({ spec, customer, onSave }: Props) {
  const { label, type, options, multiple, long } = spec;
  const value = spec.value(customer);
  const readOnly = !customer.editable_fields.includes(spec.name);
  if (multiple && !readOnly)
    return <SeveralField spec={spec} value={value} onSave={(next) => onSave(spec, next)} />;
  return (
    <InlineField
      label={label}
      value={value}
      display={shown(spec, value, customer)}
      readOnly={readOnly}
      onSave={(next) => onSave(spec, next)}
      {...(type ? { type } : {})}
      {...(options ? { options } : {})}
      {...(long ? { long } : {})}
    />
  );
}

function shown(spec: FieldSpec, value: string, customer: Customer) {
  if (spec.name === "phone") return customer.contact_masked ? value || "–" : readable(value) || "–";
  if (spec.name === "courses") return customer.courses.map(({ name }) => name).join(", ") || "–";
  if (spec.name === "campus") return customer.campus?.name ?? "–";
  if (spec.long && value) return <span className={classes.long}>{value}</span>;
  return wording(spec, value) || "–";
}
