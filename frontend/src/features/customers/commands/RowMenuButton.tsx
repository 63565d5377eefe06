import { ActionIcon } from "@mantine/core";
import { MoreHorizontal } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { CustomerRow } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";

const load = () => import("./RowMenu");
const RowMenu = lazy(async () => ({ default: (await load()).RowMenu }));

/**
 * The menu of a row. The rows are what one waits for, so a menu comes with the first click on its button, and
 * never before: a button that is replaced by itself loses the click that is just being made.
 */
export function RowMenuButton({ customer }: { customer: CustomerRow }) {
  const [asked, setAsked] = useState(false);
  const button = (
    <ActionIcon
      aria-label={t("customers.list.more", { name: nameOf(customer) })}
      aria-haspopup="menu"
      onMouseEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setAsked(true)}
    >
      <MoreHorizontal size={16} />
    </ActionIcon>
  );
  if (!asked) return button;
  return (
    <Suspense fallback={button}>
      <RowMenu customer={customer} asked />
    </Suspense>
  );
}
