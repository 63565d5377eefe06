import { useParams } from "@tanstack/react-router";
import { DisputeView } from "@/features/enrollments/DisputeView";
import { t } from "@/i18n";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

// The sale and the decision stand at once; what happened follows.
const CustomerLedger = later(async () => (await import("./parts/CustomerLedger")).CustomerLedger);

export default function DisputePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  return (
    <>
      <PageHeader title={t("enrollments.sale.dispute", { id })} />
      <DisputeView
        key={id}
        id={Number(id)}
        ledger={(customer) => <CustomerLedger key={customer} id={customer} />}
      />
    </>
  );
}
