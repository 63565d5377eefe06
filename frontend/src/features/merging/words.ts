import { getLanguage, say, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { entryText } from "@/ui/entryText";
import { readable } from "@/ui/PhoneLink";
import type { Comparison, Field, Pair, Person } from "./queries";

type Named = Pick<Person, "name">;
export const nameOf = ({ name }: Named) => name || t("merging.unnamed");

export const whereText = ({ owner, pool }: Pick<Pair["first"], "owner" | "pool">) =>
  owner ? t("merging.heldBy", { name: owner.name }) : t("merging.inPool", { name: pool.name });

export const reasonText = (reason: Pair["reasons"][number]) => t(`merging.reason.${reason}`);

/** As they stand on the customer's page. */
export const FIELDS: readonly Field[] = [
  "name", "phone", "wechat", "qq", "email", "status", "intent", "gender", "birthday", "campus",
  "courses", "class_type", "source", "campaign", "referred_by", "remark", "extra",
]; // prettier-ignore

const CONTACTS: readonly Field[] = ["phone", "wechat", "qq", "email"];
export const isContact = (field: Field) => CONTACTS.includes(field);

export const fieldText = (field: Field) => say(`customers.field.${field}`) ?? field;

/** What a customer says in a field, in words; "" for nothing. */
export function valueText(person: Person, field: Field): string {
  switch (field) {
    case "phone":
      return person.contact_masked ? person.phone : readable(person.phone);
    case "birthday":
      return person.birthday ? exactDay(person.birthday, getLanguage()) : "";
    case "campus":
    case "referred_by":
      return person[field]?.name ?? "";
    case "source":
    case "campaign":
      return person[field] ? entryText(person[field]) : "";
    case "courses":
      return person.courses.map(({ name }) => name).join(", ");
    case "extra":
      return Object.entries(person.extra)
        .map(([column, value]) => `${column}: ${value}`)
        .join("\n");
    case "status":
    case "intent":
    case "gender":
      return person[field] && (say(`customers.${field}.${person[field]}`) ?? person[field]);
    case "class_type":
      return (
        person.class_type && (say(`customers.classType.${person.class_type}`) ?? person.class_type)
      );
    default:
      return person[field];
  }
}

/** What a merge would do, a sentence each. */
export function consequences({ kept, merged, moves }: Comparison): string[] {
  const names = ["follow_ups", "plans", "consultations", "contacts", "students"] as const;
  const moving = names.filter((name) => moves[name] > 0);
  const lost = merged.owner && merged.owner.id !== kept.owner?.id ? merged.owner.name : null;
  return [
    kept.owner
      ? t("merging.afterHeld", { holder: kept.owner.name })
      : t("merging.afterPool", { pool: kept.pool.name }),
    ...(lost ? [t("merging.takenFrom", { holder: lost })] : []),
    ...moving.map((name) => t(`merging.moves.${name}`, { count: moves[name] })),
    ...(moving.length === 0 ? [t("merging.nothingMoves")] : []),
  ];
}
