import { ActionIcon } from "@mantine/core";
import { MoreHorizontal } from "lucide-react";
import { lazy, Suspense } from "react";
import type { CustomerRow } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";

const RowMenu = lazy(async () => ({ default: (await import("./RowMenu")).RowMenu }));

/** The menu of a row. What drops down is loaded behind the list: the rows are what one waits for. */
export function RowMenuButton({ customer }: { customer: CustomerRow }) {
  return (
    <Suspense
      fallback={
        <ActionIcon aria-label={t("customers.list.more", { name: nameOf(customer) })}>
          <MoreHorizontal size={16} />
        </ActionIcon>
      }
    >
      <RowMenu customer={customer} />
    </Suspense>
  );
}
