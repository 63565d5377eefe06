import { Button } from "@mantine/core";
import { type CustomerRow, LogButton, useCommands } from "@/features/customers";
import { t } from "@/i18n";

/** Where held and pool customers stand in one list: log for those held, claim for the others. */
export function RowAction({ customer }: { customer: CustomerRow }) {
  const { claim, claiming } = useCommands();
  if (customer.owner) return <LogButton customer={customer} />;
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={claiming === customer.id}
      onClick={() => claim(customer)}
    >
      {t("customers.act.claim")}
    </Button>
  );
}
