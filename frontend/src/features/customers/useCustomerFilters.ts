import { t } from "@/i18n";
import type { Filter } from "@/ui/FilterBar";
import { useCampuses, useConsultants, useCourses, useListChoices, usePools } from "./choices";
import { INTENTS, STATUSES, statusText } from "./words";

/** The API's parameters, in the order of the bar. */
const SHARED = ["status", "intent", "source", "campus", "course"] as const;
const DATES = ["created_from", "created_to", "last_contact_from", "last_contact_to"] as const;
const NEXT = ["next_from", "next_to", "due_from", "due_to"] as const;
export const POOL_FILTERS = [...SHARED, "pool", ...DATES, "entered_from", "entered_to"] as const;
export const MINE_FILTERS = [...SHARED, ...NEXT, ...DATES, "never_contacted"] as const;
export const HELD_FILTERS = [
  ...SHARED,
  "owner",
  "pool",
  ...NEXT,
  ...DATES,
  "never_contacted",
  "guardian",
  "unplanned",
] as const;
/** For whoever may restore. */
export const RESTORER_FILTERS = [...HELD_FILTERS, "deleted"] as const;
export type FilterName = (typeof RESTORER_FILTERS)[number] | (typeof POOL_FILTERS)[number];

/** The bar's filters for those of `names` that make sense here, with the school's own choices. */
export function useCustomerFilters(names: readonly FilterName[]): Filter[] {
  const owners = useConsultants(names.includes("owner"));
  const choices: Choices = {
    source: useListChoices("source"),
    campus: useCampuses(),
    course: useCourses(),
    pool: usePools(),
    owner: (owners.data ?? []).map(({ id, display_name: label }) => ({
      value: String(id),
      label,
    })),
  };
  const fitting = allFilters(choices).filter((filter) => {
    const name = "range" in filter ? filter.range.from : filter.name;
    return (names as readonly string[]).includes(name);
  });
  // One line of chips is enough to look at.
  let room = IN_SIGHT;
  return fitting.map((filter) => (filter.rare || room-- > 0 ? filter : { ...filter, rare: true }));
}

const IN_SIGHT = 6;

interface Option {
  value: string;
  label: string;
}
type Choices = Record<"source" | "campus" | "course" | "pool" | "owner", Option[]>;

function allFilters(choices: Choices): Filter[] {
  const field = (name: Labelled) => t(`customers.field.${name}`);
  const several = (name: string, label: string, options: Option[]): Filter => ({
    name,
    label,
    options,
    multiple: true,
  });
  const flag = (name: string, label: string) => several(name, label, [{ value: "1", label }]);
  const range = (name: string, label: string): Filter => ({
    name,
    label,
    range: { from: `${name}_from`, to: `${name}_to` },
  });
  return [
    several(
      "status",
      field("status"),
      STATUSES.map((value) => ({ value, label: statusText(value) })),
    ),
    several(
      "intent",
      field("intent"),
      INTENTS.map((value) => ({ value, label: t(`customers.intent.${value}`) })),
    ),
    several("owner", field("owner"), choices.owner),
    range("next", field("next_follow_up_at")),
    { ...range("due", field("recycle_due_at")), rare: true },
    several("source", field("source"), choices.source),
    several("campus", field("campus"), choices.campus),
    several("course", field("courses"), choices.course),
    range("last_contact", field("last_contact_at")),
    { ...several("pool", field("pool"), choices.pool), rare: true },
    { ...range("due", field("recycle_due_at")), rare: true },
    { ...range("created", field("created_at")), rare: true },
    { ...range("entered", field("entered_at")), rare: true },
    { ...flag("never_contacted", t("customers.list.onlyNeverContacted")), rare: true },
    { ...flag("unplanned", t("customers.list.unplanned")), rare: true },
    {
      ...several("guardian", field("guardian"), [
        { value: "none", label: t("customers.list.noGuardian") },
      ]),
      rare: true,
    },
    { ...flag("deleted", t("customers.list.deleted")), rare: true },
  ];
}

type Labelled =
  | "status"
  | "guardian"
  | "intent"
  | "owner"
  | "next_follow_up_at"
  | "recycle_due_at"
  | "source"
  | "campus"
  | "courses"
  | "pool"
  | "last_contact_at"
  | "created_at"
  | "entered_at";
