import { t } from "@/i18n";

/** "128 customers", or that there are more than the API counts. */
export function countText(total: { value: number; capped: boolean } | undefined): string {
  if (!total) return "";
  const count = t("customers.count", { count: total.value });
  return total.capped ? t("customers.countCapped", { count }) : count;
}
