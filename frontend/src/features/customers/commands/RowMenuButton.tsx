import { ActionIcon } from "@mantine/core";
import { MoreHorizontal } from "lucide-react";
import type { CustomerRow } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { later } from "@/ui/later";

/** The menu of a row. What drops down is loaded behind the list: the rows are what one waits for. */
export const RowMenuButton = later<{ customer: CustomerRow }>(
  async () => (await import("./RowMenu")).RowMenu,
  ({ customer, onAsk }: { customer: CustomerRow; onAsk: () => void }) => (
    <ActionIcon aria-label={t("customers.list.more", { name: nameOf(customer) })} onClick={onAsk}>
      <MoreHorizontal size={16} />
    </ActionIcon>
  ),
);
