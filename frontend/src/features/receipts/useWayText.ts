import { useQuery } from "@tanstack/react-query";
import { listQuery } from "@/api/reference";
import { getLanguage } from "@/i18n";

/** The school's word for a way to pay; its code once it is no longer in use. */
export function useWayText(): (code: string | null) => string {
  const ways = useQuery(listQuery("payment_method")).data ?? [];
  return (code) => ways.find((way) => way.code === code)?.[`label_${getLanguage()}`] ?? code ?? "";
}
