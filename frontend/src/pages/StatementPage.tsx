import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { StatementSheet } from "@/features/receipts/StatementSheet";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { PageHeader } from "@/ui/PageHeader";

export default function StatementPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const seesCustomers = useMe().capabilities.includes("customers.view");
  return (
    <>
      <PageHeader
        title={t("payments.statement")}
        actions={
          seesCustomers && (
            <Button component={Link} to={paths.customer(Number(id))} variant="default">
              {t("payments.toCustomer")}
            </Button>
          )
        }
      />
      <StatementSheet key={id} customer={Number(id)} />
    </>
  );
}
