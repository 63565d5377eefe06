import { ChevronDown } from "lucide-react";
import { StatusMark } from "@/features/customers/StatusMark";
import type { Customer } from "@/features/customers/types";
import { statusText } from "@/features/customers/words";
import { t } from "@/i18n";

/** The button that shows a status: before its menu is there as large as with it, so that nothing beside it moves. */
export const statusLook = ({ status }: Customer) =>
  ({
    variant: "default",
    size: "compact-sm",
    "aria-label": `${t("customers.act.changeStatus")}: ${statusText(status)}`,
    children: <StatusMark status={status} />,
  }) as const;

export const opensMenu = <ChevronDown size={14} aria-hidden />;
