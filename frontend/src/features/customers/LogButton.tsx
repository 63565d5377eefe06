import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { useCommands } from "./commands/context";
import type { CustomerRow } from "./types";

/** The first button of a held customer's row. */
export function LogButton({ customer }: { customer: CustomerRow }) {
  const { log } = useCommands();
  return (
    <Button variant="default" size="compact-sm" onClick={() => log(customer)}>
      {t("customers.act.logShort")}
    </Button>
  );
}
