import { ActionIcon, Menu } from "@mantine/core";
import { MoreHorizontal } from "lucide-react";
import { CommandItems } from "@/features/customers/commands/RowMenu";
import type { Customer } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";

/** Everything else that can be done with the customer one is looking at. */
export function MoreMenu({ customer }: { customer: Customer }) {
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t("customers.list.more", { name: nameOf(customer) })}>
          <MoreHorizontal size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems customer={customer} />
      </Menu.Dropdown>
    </Menu>
  );
}
