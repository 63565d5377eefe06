import { Button } from "@mantine/core";
import { CounterDesk } from "@/features/counter/CounterDesk";
import { t } from "@/i18n";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

const ReceiptSheet = later(
  async () => (await import("@/features/receipts/ReceiptSheet")).ReceiptSheet,
);

export default function CounterPage() {
  return (
    <>
      <PageHeader title={t("nav.counter")} note={t("counter.lead")} />
      <CounterDesk
        receipt={(id, onNext) => (
          <ReceiptSheet
            key={id}
            id={id}
            fresh
            more={
              <Button variant="default" onClick={onNext}>
                {t("counter.next")}
              </Button>
            }
          />
        )}
      />
    </>
  );
}
