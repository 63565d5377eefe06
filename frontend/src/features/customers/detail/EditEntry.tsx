import { type Choice, useCampuses, useCourses, useListChoices } from "@/features/customers/choices";
import type { Customer } from "@/features/customers/types";
import { getLanguage, say, t } from "@/i18n";
import { exact } from "@/lib/dates";
import classes from "./detail.module.css";
import type { Change, Entry } from "./entries";
import { labelOfField } from "./fields";
import { Line } from "./TimelineLine";

interface Props {
  actor: Entry["actor"];
  changes: Change[];
  customer: Customer;
  /** What was done, unless it was an edit. */
  children?: string;
}

/** Old → new, field by field. */
export function EditEntry({ actor, changes, customer, children }: Props) {
  const read = useReading(customer);
  const fields = changes.map((change) => labelOfField(change.field)).join(", ");
  return (
    <>
      <Line actor={actor}>{children ?? `${t("customers.timeline.edited")} ${fields}`}</Line>
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={change.field}>
            <del className={classes.old}>{read(change.field, change.old)}</del>{" "}
            <span aria-hidden>→</span>{" "}
            <ins className={classes.new}>{read(change.field, change.new)}</ins>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The history keeps ids; people read names. */
function useReading(customer: Customer) {
  const choices: Record<string, Choice[]> = {
    source: useListChoices("source"),
    campaign: useListChoices("campaign"),
    campus: useCampuses(),
    courses: useCourses(),
  };
  const people = [customer.guardian, customer.referred_by, ...customer.students];
  const one = (field: string, value: unknown): string => {
    const text = String(value);
    const choice = choices[field]?.find((each) => each.value === text);
    const person = people.find((each) => each && String(each.id) === text);
    const isPerson = field === "guardian" || field === "referred_by";
    return (
      choice?.label ??
      (isPerson ? (person?.name ?? `#${text}`) : null) ??
      say(`customers.${field === "class_type" ? "classType" : field}.${text}`) ??
      text
    );
  };
  return (field: string, value: unknown): string => {
    // Masked by the server.
    if (value === null && ["phone", "wechat", "qq", "email", "extra"].includes(field))
      return t("customers.timeline.hidden");
    if (value === null || value === "" || (Array.isArray(value) && value.length === 0))
      return t("customers.timeline.empty_value");
    if (field === "protected_until") return exact(String(value), getLanguage());
    return Array.isArray(value)
      ? value.map((each) => one(field, each)).join(", ")
      : one(field, value);
  };
}
