import { useQuery } from "@tanstack/react-query";
import { listQuery } from "@/api/reference";
import { getLanguage } from "@/i18n";

/** The school's ways to pay, to choose from. */
export function useWays(): { value: string; label: string }[] {
  const ways = useQuery(listQuery("payment_method")).data ?? [];
  return ways.map((way) => ({ value: way.code, label: way[`label_${getLanguage()}`] }));
}

/** The school's word for one; its code once it is no longer in use. */
export function useWayText(): (code: string | null) => string {
  const ways = useWays();
  return (code) => ways.find(({ value }) => value === code)?.label ?? code ?? "";
}
