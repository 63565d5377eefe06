import { useState } from "react";
import { HeldPicker } from "@/features/customers/HeldPicker";
import { NewPlanFor } from "@/features/followups/NewPlanFor";
import { t } from "@/i18n";

/** An empty time of the calendar: plan something there, with somebody. */
export function PlanSlot({ at, onClose }: { at: Date; onClose: () => void }) {
  const [customer, setCustomer] = useState<number | null>(null);
  return (
    <NewPlanFor
      at={at}
      customer={customer}
      onClose={onClose}
      choose={
        <HeldPicker
          label={t("agenda.with")}
          placeholder={t("agenda.withSearch")}
          nothingFound={t("agenda.withNone")}
          value={customer}
          onChange={setCustomer}
        />
      }
    />
  );
}
