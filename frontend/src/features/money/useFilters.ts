import { useWays } from "@/api/reference";
import { t } from "@/i18n";
import { entryText } from "@/ui/entryText";
import type { Filter } from "@/ui/FilterBar";
import {
  PAYMENT_STATES,
  PAYMENT_TYPES,
  paymentStateText,
  paymentTypeText,
} from "@/ui/paymentWords";
import { useCampuses } from "./queries";
import type { View } from "./views";

/** What narrows a view; a view of one state or type offers no other. */
export function useFilters(view: View): Filter[] {
  const { data: campuses = [] } = useCampuses();
  const methods = useWays();
  const several = (name: string, label: string, options: { value: string; label: string }[]) => ({
    name,
    label,
    options,
    multiple: true,
  });
  const state = several(
    "state",
    t("money.state"),
    PAYMENT_STATES.map((value) => ({ value, label: paymentStateText(value) })),
  );
  const type = several(
    "type",
    t("money.type"),
    PAYMENT_TYPES.map((value) => ({ value, label: paymentTypeText(value) })),
  );
  const entered = {
    name: "created",
    label: t("money.entered"),
    range: { from: "created_from", to: "created_to" },
  };
  const confirmed = {
    name: "confirmed",
    label: t("money.confirmed"),
    range: { from: "confirmed_from", to: "confirmed_to" },
  };
  return [
    ...(view === "all" ? [state] : []),
    ...(view === "approve" ? [] : [type]),
    several(
      "campus",
      t("money.campus"),
      campuses.map(({ id, name: label }) => ({ value: String(id), label })),
    ),
    several(
      "method",
      t("payments.method"),
      methods.map((each) => ({ value: String(each.id), label: entryText(each) })),
    ),
    entered,
    ...(view === "all" ? [confirmed] : []),
  ];
}
