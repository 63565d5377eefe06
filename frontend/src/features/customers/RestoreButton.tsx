import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { useRestoreNow } from "./commands/useRestoreNow";
import type { Named } from "./types";

/** The first button of a deleted customer's row. */
export function RestoreButton({ customer }: { customer: Named }) {
  const restore = useRestoreNow(customer);
  return (
    <Button variant="default" size="compact-sm" onClick={restore}>
      {t("customers.act.restore")}
    </Button>
  );
}
