import { t } from "@/i18n";

const ORDERINGS = [
  "-last_contact_at",
  "last_contact_at",
  "-created_at",
  "created_at",
  "name",
  "-name",
] as const;
export const HELD_ORDERINGS = [
  "next_follow_up_at",
  "-next_follow_up_at",
  "recycle_due_at",
  "-recycle_due_at",
  ...ORDERINGS,
] as const;
export const SEARCH_ORDERINGS = ORDERINGS;
export const POOL_ORDERINGS = ["-pool_rank_at", ...ORDERINGS] as const;
export type Ordering = (typeof HELD_ORDERINGS)[number] | (typeof POOL_ORDERINGS)[number];

/** The orderings a list offers, in words. */
export function orderingChoices<Name extends Ordering>(names: readonly Name[]) {
  const labels: Record<Ordering, string> = {
    "-pool_rank_at": t("pool.order"),
    next_follow_up_at: t("customers.order.nextFirst"),
    "-next_follow_up_at": t("customers.order.nextLast"),
    recycle_due_at: t("customers.order.backFirst"),
    "-recycle_due_at": t("customers.order.backLast"),
    "-last_contact_at": t("customers.order.contactNew"),
    last_contact_at: t("customers.order.contactOld"),
    "-created_at": t("customers.order.createdNew"),
    created_at: t("customers.order.createdOld"),
    name: t("customers.order.nameUp"),
    "-name": t("customers.order.nameDown"),
  };
  return names.map((value) => ({ value, label: labels[value] }));
}
