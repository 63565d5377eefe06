import { ReceiptTable } from "@/features/receipts/ReceiptTable";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

const ReceiptPanel = later(
  async () => (await import("@/features/receipts/ReceiptPanel")).ReceiptPanel,
);

export default function ReceiptsPage() {
  const [open, setOpen] = useUrlParam("receipt");
  return (
    <>
      <PageHeader title={t("nav.receipts")} note={t("payments.receiptsLead")} />
      <ReceiptTable label={t("nav.receipts")} onOpen={({ id }) => setOpen(String(id))} />
      {open && <ReceiptPanel key={open} id={Number(open)} onClose={() => setOpen(undefined)} />}
    </>
  );
}
