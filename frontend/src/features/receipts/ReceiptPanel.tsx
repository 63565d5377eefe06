import { t } from "@/i18n";
import { Panel } from "@/ui/Panel";
import { ReceiptSheet } from "./ReceiptSheet";

export function ReceiptPanel({ id, onClose }: { id: number; onClose: () => void }) {
  return (
    <Panel opened onClose={onClose} title={t("payments.receipt")}>
      <ReceiptSheet id={id} />
    </Panel>
  );
}
