import type { components } from "@/api/schema.gen";
import { type Choice, useCampuses, useCourses, useListChoices } from "@/features/customers/choices";
import type { Customer } from "@/features/customers/types";
import { INTENTS } from "@/features/customers/words";
import { say, t } from "@/i18n";

export type Changes = components["schemas"]["PatchedProfileRequest"];
export type FieldName = keyof Changes;

/** How one field of the profile reads and is written; while being edited every value is a text. */
export interface FieldSpec {
  name: FieldName;
  label: string;
  type?: "text" | "date" | "tel" | "email";
  options?: Choice[];
  multiple?: boolean;
  long?: boolean;
  value: (customer: Customer) => string;
  body: (value: string) => Changes;
}

const text = (name: TextName, type?: FieldSpec["type"]): FieldSpec => ({
  name,
  label: labelOfField(name),
  ...(type ? { type } : {}),
  value: (customer) => customer[name],
  body: (value) => ({ [name]: value }),
});

const reference = (name: RefName, options: Choice[]): FieldSpec => ({
  name,
  label: labelOfField(name),
  options: [NOTHING(), ...options],
  value: (customer) => String(customer[name]?.id ?? ""),
  body: (value) => ({ [name]: value === "" ? null : Number(value) }),
});

type TextName =
  "name" | "phone" | "wechat" | "qq" | "email" | "remark" | "class_type" | "gender" | "intent";
type RefName = "source" | "campaign" | "campus";

const NOTHING = (): Choice => ({ value: "", label: t("customers.edit.noneChosen") });
const known = (values: readonly string[], words: string): Choice[] => [
  NOTHING(),
  ...values.map((value) => ({ value, label: say(`customers.${words}.${value}`) ?? value })),
];

export const labelOfField = (name: string) => say(`customers.field.${name}`) ?? name;

export const contactFields = () => [
  text("phone", "tel"),
  text("wechat"),
  text("qq"),
  text("email", "email"),
];

export function usePersonFields(): FieldSpec[] {
  return [
    text("name"),
    { ...text("gender"), options: known(["female", "male", "other"], "gender") },
    {
      name: "birthday",
      label: labelOfField("birthday"),
      type: "date",
      value: (customer) => customer.birthday ?? "",
      body: (value) => ({ birthday: value || null }),
    },
    { ...text("remark"), long: true },
  ];
}

export function useInterestFields(): FieldSpec[] {
  const courses = useCourses();
  return [
    { ...text("intent"), options: known(INTENTS, "intent") },
    {
      name: "courses",
      label: labelOfField("courses"),
      options: courses,
      multiple: true,
      value: (customer) => customer.courses.map((course) => course.id).join(","),
      body: (value) => ({ courses: value ? value.split(",").map(Number) : [] }),
    },
    {
      ...text("class_type"),
      options: known(["weekday", "weekend", "evening", "online"], "classType"),
    },
    reference("campus", useCampuses()),
  ];
}

export function useOriginFields(): FieldSpec[] {
  return [
    reference("source", useListChoices("source")),
    reference("campaign", useListChoices("campaign")),
  ];
}

/** What a stored value reads as: names instead of ids. */
export function wording(spec: FieldSpec, value: string): string {
  if (!spec.options || value === "") return value;
  const labels = new Map(spec.options.map((option) => [option.value, option.label]));
  const parts = spec.multiple ? value.split(",") : [value];
  return parts.map((part) => labels.get(part) ?? part).join(", ");
}
