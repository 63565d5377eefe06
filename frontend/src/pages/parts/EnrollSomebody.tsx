import { useState } from "react";
import { HeldPicker } from "@/features/customers/HeldPicker";
import { ApplyPanel } from "@/features/enrollments/ApplyPanel";
import { t } from "@/i18n";
import { Panel } from "@/ui/Panel";

interface Props {
  classGroup: number;
  onClose: () => void;
}

/** From a class: whom, then the form with the class filled in. */
export function EnrollSomebody({ classGroup, onClose }: Props) {
  const [customer, setCustomer] = useState<{ id: number; name: string } | null>(null);
  if (customer) return <ApplyPanel {...{ customer, classGroup, onClose }} />;
  return (
    <Panel opened onClose={onClose} title={t("enrollments.roll.enroll")}>
      <HeldPicker
        label={t("enrollments.customer")}
        placeholder={t("enrollments.roll.searchHint")}
        nothingFound={t("enrollments.roll.notFound")}
        value={null}
        onChange={(id, name = "") => id && setCustomer({ id, name })}
      />
    </Panel>
  );
}
